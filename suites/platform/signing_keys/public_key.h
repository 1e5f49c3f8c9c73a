#pragma once

// Public keys as they are registered: read from what people have, kept as JSON Web Keys.

#include <expected>
#include <string>
#include <string_view>

#include "kernel/message_signatures/algorithm.h"

namespace sangam::suites::platform::signing_keys {

inline constexpr int kMostRsaBits = 4'096;  // verifying with longer ones takes too long

struct PublicKey {
  message_signatures::Algorithm algorithm = message_signatures::Algorithm::ed25519;
  std::string json;  // its members in the order of RFC 7638, and no others
};

// PEM ("PUBLIC KEY", RFC 7468 §13) or a JSON Web Key. The error is a sentence for people. Refused:
// private keys, of which nobody should have a copy; secrets; other curves; RSA below 2048 and above
// 4096 bits. O(bytes).
std::expected<PublicKey, std::string> read_public_key(std::string_view text);

}  // namespace sangam::suites::platform::signing_keys
