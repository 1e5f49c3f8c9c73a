#pragma once

// An authenticator for tests, with a key on P-256: it makes a credential and signs challenges, and
// can be told to get any part of it wrong.

#include <openssl/types.h>

#include <memory>
#include <string>

#include "kernel/webauthn/ceremony.h"

namespace sangam::webauthn::testing {

struct Conduct {
  std::string origin = "https://bank.example";
  std::string site_id = "bank.example";
  std::string type;           // empty: the right one
  std::uint8_t flags = 0x05;  // present, verified
  std::uint32_t sign_count = 0;
  std::string further_client_data;  // members, each behind a comma
};

class Authenticator {
 public:
  explicit Authenticator(std::string credential_id = "credential-1");

  Registration make(std::string_view challenge, const Conduct& conduct = {}) const;
  Assertion sign(std::string_view challenge, const Conduct& conduct = {}) const;

 private:
  std::string public_point() const;  // x and y
  std::string signature_of(const std::string& bytes) const;

  std::string id_;
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace sangam::webauthn::testing
