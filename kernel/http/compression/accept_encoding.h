#pragma once

// Content codings (RFC 9110 §8.4.1) and what a client says of them in Accept-Encoding (§12.5.3).

#include <cstdint>
#include <optional>
#include <string_view>

namespace sangam::http::compression {

// gzip is RFC 1952, brotli RFC 7932. `identity` is no coding at all.
enum class Coding : std::uint8_t { identity, gzip, brotli };

// "identity", "gzip", "br".
std::string_view name(Coding coding) noexcept;
// By its name without regard to case, "x-gzip" among them (RFC 9110 §8.4.1.3); nothing for others.
std::optional<Coding> parse_coding(std::string_view text) noexcept;

// How much a client wants each, in thousandths; 0: not at all.
struct AcceptedCodings {
  std::uint16_t identity = kUnsaid;
  std::uint16_t gzip = 0;
  std::uint16_t brotli = 0;

  // Less than anything that is named, more than nothing: what a client need not name to accept it.
  static constexpr std::uint16_t kUnsaid = 1;

  friend bool operator==(const AcceptedCodings&, const AcceptedCodings&) = default;
};

// Reads a whole value; several field lines are one value joined by commas. "*" stands for what is
// not named. Members that are malformed say nothing; of a coding named twice the first counts.
// O(length).
AcceptedCodings parse_accept_encoding(std::string_view value) noexcept;

// The wanted one, `favourite` among equals, identity when neither is wanted more than it.
Coding choose_coding(AcceptedCodings accepted, Coding favourite) noexcept;

}  // namespace sangam::http::compression
