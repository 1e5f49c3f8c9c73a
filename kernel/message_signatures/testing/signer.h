#pragma once

// Signer: makes signatures, for tests. With HMAC, whose signing is its verifying, and Ed25519.

#include <array>
#include <string>
#include <vector>

#include "kernel/jose/key.h"
#include "kernel/message_signatures/algorithm.h"
#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures::testing {

// A request that owns its parts, unlike Message.
struct OwnedRequest {
  std::string method = "POST";
  std::string scheme = "https";
  std::string authority = "example.com";
  std::string target = "/foo?param=Value&Pet=dog";
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;

  // Alive until this changes.
  Message message();

 private:
  std::vector<http::Header> views_;
};

class Signer {
 public:
  // An Ed25519 key of that seed.
  explicit Signer(const std::array<unsigned char, 32>& seed);

  const jose::Key& key() const noexcept { return key_; }
  const std::string& public_json() const noexcept { return public_json_; }

  // Adds Signature-Input and Signature. `input` is the inner list with its parameters, as text.
  void sign(OwnedRequest& request, const std::string& label, const std::string& input) const;

 private:
  std::array<unsigned char, 64> secret_{};
  std::string public_json_;
  jose::Key key_;
};

// A JSON Web Key in text; it must be one.
jose::Key key_of(const std::string& json);

}  // namespace sangam::message_signatures::testing
