#pragma once

// Hashes of tokens as columns.

#include "kernel/store/bytes.h"
#include "suites/platform/identity/secret_token.h"

namespace sangam::suites::platform {

inline store::Bytes to_bytes(const TokenHash& hash) {
  return {std::string(hash.begin(), hash.end())};
}
// What is stored of a token.
inline store::Bytes hash_bytes(std::string_view token) { return to_bytes(hash_token(token)); }

}  // namespace sangam::suites::platform
