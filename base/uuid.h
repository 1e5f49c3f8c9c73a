#pragma once

// A 128-bit identifier (RFC 9562). Ordered as its bytes, so version 7 values sort by creation time.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sangam {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};  // network order

  bool is_zero() const noexcept { return *this == Uuid{}; }
  // All bits set: the ledger standard reserves it ("int max").
  bool is_max() const noexcept;

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  friend bool operator==(const Uuid&, const Uuid&) = default;
};

// Version 7: 48 bits of Unix milliseconds, then 74 bits taken from `random` (the version and
// variant bits are overwritten). Values with the same time sort by their random part.
Uuid make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);

// The milliseconds inside a version 7 value, 0..2^48-1; meaningless for other versions.
std::int64_t uuid_time_ms(const Uuid& id) noexcept;

// 8-4-4-4-12 lower-case hexadecimal; parsing also accepts upper case. nullopt when malformed.
std::string to_hex(const Uuid& id);
void append_hex(const Uuid& id, std::string& out);
std::optional<Uuid> uuid_from_hex(std::string_view text) noexcept;

// Crockford base32 of the 128 bits, lower case, 26 characters (the first is 0-7). Parsing accepts
// upper case and refuses the look-alikes i, l, o, u so that an id has one spelling.
std::string to_base32(const Uuid& id);
void append_base32(const Uuid& id, std::string& out);
std::optional<Uuid> uuid_from_base32(std::string_view text) noexcept;

}  // namespace sangam

template <>
struct std::hash<sangam::Uuid> {
  std::size_t operator()(const sangam::Uuid& id) const noexcept {
    // The low half of a version 7 value is random; other versions are mixed by the multiplication.
    std::uint64_t high, low;
    std::memcpy(&high, id.bytes.data(), 8);
    std::memcpy(&low, id.bytes.data() + 8, 8);
    return (high ^ (low * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
  }
};
