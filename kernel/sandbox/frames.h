#pragma once

// How questions and answers follow each other on a pipe: four bytes of length, the highest first,
// and as many bytes. Internal to this module.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sangam::sandbox {

inline constexpr std::size_t kLengthBytes = 4;
inline constexpr std::size_t kFrameMost = std::size_t{64} << 20;

inline std::array<char, kLengthBytes> length_bytes(std::size_t length) noexcept {
  return {static_cast<char>(length >> 24 & 0xff), static_cast<char>(length >> 16 & 0xff),
          static_cast<char>(length >> 8 & 0xff), static_cast<char>(length & 0xff)};
}

// `bytes` holds at least kLengthBytes.
inline std::size_t read_length(std::string_view bytes) noexcept {
  std::size_t length = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i)
    length = length << 8 | static_cast<std::uint8_t>(bytes[i]);
  return length;
}

}  // namespace sangam::sandbox
