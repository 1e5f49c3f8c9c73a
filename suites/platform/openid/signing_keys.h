#pragma once

// SigningKeys: the keys of this installation at one moment, as they follow from the rows of
// openid.signing_keys. From each sealed seed come a key for EdDSA, one for ES256, and a secret for
// nonces.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "kernel/jose/es256_key.h"
#include "kernel/jose/key.h"
#include "kernel/jose/signing_key.h"
#include "suites/platform/openid/types.h"

namespace sangam::suites::platform::openid {

// A key signs for a month; the next is published a while before it signs, and the one before goes
// on verifying for a day, which is longer than anything lives that it signed.
inline constexpr std::chrono::seconds kKeySigns{30 * 86'400};
inline constexpr std::chrono::seconds kKeyPublishedAhead{300};
inline constexpr std::chrono::seconds kKeyVerifiesOn{86'400};

// One row, opened.
struct KeyGeneration {
  std::int64_t generation = 0;
  std::string seed;  // 32 bytes
  Timestamp signs_from;
};

// Immutable; any thread.
class SigningKeys {
 public:
  // `generations` in ascending order; none makes keys that sign nothing.
  SigningKeys(std::vector<KeyGeneration> generations, Timestamp now);

  // Asserts that there are keys.
  const jose::SigningKey& signing() const;
  std::string sign(IdTokenAlgorithm algorithm, std::string_view type,
                   std::string_view payload) const;
  const jose::KeySet& verifying() const noexcept { return verifying_; }
  // {"keys":[…]}
  const std::string& json() const noexcept { return json_; }

  bool empty() const noexcept { return keys_.empty(); }
  std::int64_t newest() const noexcept { return newest_; }
  // Whether it is time for another generation.
  bool is_due(Timestamp now) const noexcept;
  // Generations below this one verify no more.
  std::int64_t oldest_used() const noexcept { return oldest_used_; }

  // A nonce of proofs (RFC 9449 §8), which changes every minute.
  std::string nonce(Timestamp now) const;
  // Whether it is one of the last few minutes. Constant time.
  bool knows_nonce(std::string_view nonce, Timestamp now) const;

 private:
  struct Keys;
  std::string nonce_of(const Keys& keys, std::int64_t minute) const;

  std::vector<std::shared_ptr<const Keys>> keys_;
  std::size_t signing_ = 0;
  std::int64_t newest_ = 0;
  std::int64_t oldest_used_ = 0;
  Timestamp newest_signs_from_;
  jose::KeySet verifying_;
  std::string json_;
};

}  // namespace sangam::suites::platform::openid
