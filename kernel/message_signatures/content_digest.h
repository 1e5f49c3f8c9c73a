#pragma once

// Content-Digest (RFC 9530): the hashes of a body, read from the field and compared while the body
// comes.

#include <openssl/types.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::message_signatures {

enum class DigestAlgorithm : std::uint8_t { sha_256, sha_512 };

// The field's value for a body: `sha-256=:…:`. O(bytes).
std::string content_digest(DigestAlgorithm algorithm, std::string_view body);

// One body. Not for several threads at once.
class DigestCheck {
 public:
  // Of the field, its lines joined. Of the algorithms only sha-256 and sha-512 are used, and one of
  // them must be there; each that is must match. The error is a sentence for people.
  static std::expected<DigestCheck, std::string> read(std::string_view field);

  DigestCheck(DigestCheck&&) noexcept;
  DigestCheck& operator=(DigestCheck&&) noexcept;
  ~DigestCheck();

  // The next piece of the body, as it was sent.
  void update(std::string_view piece);
  // At its end, once: whether all digests match. Constant time.
  bool matches();

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const noexcept;
  };
  struct Expected {
    std::string digest;
    std::unique_ptr<EVP_MD_CTX, Free> context;
  };

  DigestCheck();

  std::vector<Expected> expected_;
};

}  // namespace sangam::message_signatures
