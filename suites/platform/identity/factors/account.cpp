#include "suites/platform/identity/factors/account.h"

#include <sodium.h>

namespace sangam::suites::platform::factors {

store::Bytes hash_of(std::string_view text) {
  store::Bytes hash{std::string(crypto_hash_sha256_BYTES, '\0')};
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.value.data()),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return hash;
}

}  // namespace sangam::suites::platform::factors
