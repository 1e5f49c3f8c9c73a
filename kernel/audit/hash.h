#pragma once

// SHA-256 (FIPS 180-4), the one hash of the audit: chain, tree and key ids use it.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::audit {

using Hash = std::array<std::uint8_t, 32>;

// Of the parts, one after another. Some 300 ns for a short text.
Hash sha256(std::initializer_list<std::string_view> parts);

// The bytes of a hash, for hashing and storing. Valid as long as the hash.
std::string_view bytes_of(const Hash& hash) noexcept;
// Nothing unless `bytes` are 32.
std::optional<Hash> hash_from(std::string_view bytes) noexcept;

// Lower-case hexadecimal, and back; nothing when it is not that.
std::string to_hex(const Hash& hash);
std::optional<Hash> hash_from_hex(std::string_view text) noexcept;

}  // namespace sangam::audit
