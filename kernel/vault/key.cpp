#include "kernel/vault/key.h"

#include <openssl/crypto.h>

#include <algorithm>

#include "kernel/clock/clock.h"

namespace sangam::vault {

Key::Key(Bytes bytes) noexcept { std::ranges::copy(bytes, bytes_.begin()); }

Key Key::random() {
  Key key;
  clock::random_bytes(key.bytes_);
  return key;
}

Key::Key(Key&& other) noexcept : bytes_(other.bytes_) {
  OPENSSL_cleanse(other.bytes_.data(), kSize);
}

Key& Key::operator=(Key&& other) noexcept {
  if (this == &other) return *this;
  bytes_ = other.bytes_;
  OPENSSL_cleanse(other.bytes_.data(), kSize);
  return *this;
}

Key::~Key() { OPENSSL_cleanse(bytes_.data(), kSize); }

void wipe(std::string& secret) noexcept {
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

}  // namespace sangam::vault
