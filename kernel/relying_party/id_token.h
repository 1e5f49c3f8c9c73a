#pragma once

// ID tokens (OpenID Connect Core §2): who signed in, as a provider signs it.

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "kernel/jose/key.h"

namespace sangam::relying_party {

struct Claim {
  std::string name;
  std::vector<std::string> values;  // texts; none of a list that is empty
};

// What a provider says of somebody.
struct Profile {
  std::string subject;                 // theirs for this person; never given to another
  std::string email;                   // may be empty
  std::optional<bool> email_verified;  // nothing: not said
  std::string name;                    // may be empty
  std::vector<Claim> claims;           // all that are texts or lists of texts, at most kClaimsMost

  // Null without one of that name.
  const std::vector<std::string>* find(std::string_view name) const noexcept;
};
inline constexpr std::size_t kClaimsMost = 200;

struct ExpectedToken {
  std::string_view issuer;
  std::string_view client_id;
  std::string_view nonce;  // of the request
  Timestamp now;
};

// Signatures with public keys only: RSA, ECDSA, Ed25519.
bool is_accepted_algorithm(std::string_view name) noexcept;

// Verifies and reads (§3.1.3.7). The error is a sentence for people.
std::expected<Profile, std::string> read_id_token(std::string_view token, const jose::KeySet& keys,
                                                  const ExpectedToken& expected);

}  // namespace sangam::relying_party
