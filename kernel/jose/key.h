#pragma once

// Key, KeySet: keys that signatures are verified with, read from JSON Web Keys (RFC 7517) strictly.

#include <openssl/types.h>

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/jose/algorithm.h"

namespace boost::json {
class object;
}

namespace sangam::jose {

// Immutable, cheap to copy; any thread.
class Key {
 public:
  // The error is a sentence for people. Refused: other types and curves, points that are on no
  // curve, RSA below 2048 bits, what is meant for something else than signatures.
  static std::expected<Key, std::string> read(const boost::json::object& json);

  KeyType type() const noexcept { return type_; }
  const std::string& id() const noexcept { return id_; }  // empty: it has none
  // Whether it may verify this algorithm: what it says of itself, and else what its type, curve and
  // length allow.
  bool suits(Algorithm algorithm) const noexcept;

  // Whether `signature` is one of `text`. `algorithm` must suit. Constant time where the key is a
  // secret.
  bool verifies(Algorithm algorithm, std::string_view text, std::string_view signature) const;

 private:
  friend struct KeyReader;

  KeyType type_ = KeyType::oct;
  std::string id_;
  std::optional<Algorithm> algorithm_;
  std::size_t strength_ = 0;                    // bytes of a secret or of a coordinate
  std::shared_ptr<const std::string> secret_;   // of HMAC; wiped by the last owner
  std::shared_ptr<const EVP_PKEY> public_key_;  // of the others
};

// Several, as an issuer publishes them.
class KeySet {
 public:
  // {"keys":[…]} or a single key. A key that cannot be used is left out, as RFC 7517 §5 asks;
  // refused are sets of secrets and public keys together, ids that come twice, and sets of which
  // nothing can be used.
  static std::expected<KeySet, std::string> read(std::string_view json);

  // The key for a signature: the one with that id, or, when the signature names none, the only one
  // that suits. Null otherwise.
  const Key* find(std::string_view id, Algorithm algorithm) const noexcept;

  const std::vector<Key>& keys() const noexcept { return keys_; }

 private:
  std::vector<Key> keys_;
};

}  // namespace sangam::jose
