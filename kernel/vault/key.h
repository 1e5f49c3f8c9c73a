#pragma once

// Key: the 32 bytes of an AES-256 key. Wiped from memory when it goes; not copied, not formatted.

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace sangam::vault {

// Any thread; a value that only moves.
class Key {
 public:
  static constexpr std::size_t kSize = 32;
  using Bytes = std::span<const std::uint8_t, kSize>;

  explicit Key(Bytes bytes) noexcept;
  // Fresh, from the operating system's generator.
  static Key random();

  Key(Key&& other) noexcept;
  Key& operator=(Key&& other) noexcept;
  ~Key();

  Bytes bytes() const noexcept { return bytes_; }

 private:
  Key() noexcept = default;

  std::array<std::uint8_t, kSize> bytes_{};
};

// Overwrites a text that held a secret and empties it. The compiler keeps the writes.
void wipe(std::string& secret) noexcept;

}  // namespace sangam::vault
