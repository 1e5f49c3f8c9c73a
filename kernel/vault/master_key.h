#pragma once

// MasterKey: what wraps the tenants' keys. It lives in a file of 32 bytes beside the data, and is
// in no backup of the database: who has only one of the two has nothing. Keep a copy of the file
// elsewhere.

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/vault/key.h"

namespace sangam::vault {

// Why there is no master key; `text` says what to do.
struct MasterKeyError : std::exception {
  explicit MasterKeyError(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

// Immutable; any thread.
class MasterKey {
 public:
  explicit MasterKey(Key key);

  // Throws MasterKeyError when the file is not there, is no plain file of 32 bytes, belongs to
  // somebody else, or may be read by others.
  static MasterKey read(const std::filesystem::path& file);
  // Makes the file (0600, durable, there whole or not at all) with a fresh key. When another
  // process was faster, the result is that one's.
  static MasterKey create(const std::filesystem::path& file);

  // 16 hexadecimal digits that tell one master key from another, and nothing of the key.
  const std::string& id() const noexcept { return id_; }

  // Nonce, ciphertext, tag: kWrappedSize bytes that only this key opens, and only as the key of
  // this tenant and version.
  std::string wrap(std::int32_t tenant, std::int32_t version, const Key& key) const;
  std::optional<Key> unwrap(std::int32_t tenant, std::int32_t version,
                            std::string_view wrapped) const;

  static constexpr std::size_t kWrappedSize = 60;

 private:
  Key key_;
  std::string id_;
};

}  // namespace sangam::vault
