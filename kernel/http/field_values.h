#pragma once

// Values of request fields that content is negotiated by (RFC 9110 §12.5.3, §13.1, §14.2).

#include <cstdint>
#include <optional>
#include <string_view>

namespace sangam::http {

// Whether a list of entity tags (If-None-Match, If-Match) holds `tag` or is "*". Weak comparison: a
// leading W/ is ignored on both sides.
bool lists_entity_tag(std::string_view list, std::string_view tag) noexcept;

// Whether an Accept-Encoding value names `coding` with a quality above zero.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding) noexcept;

// The bytes `first`..`last`, both included, of a representation.
struct ByteRange {
  std::uint64_t first;
  std::uint64_t last;
};

// What a Range field asks for of `size` bytes.
struct RangeRequest {
  bool satisfiable = true;         // false: answer 416
  std::optional<ByteRange> range;  // nothing: send the whole
};

// Reads "bytes=0-99", "bytes=100-" and "bytes=-100". Other units, several ranges and anything
// malformed ask for the whole, as RFC 9110 §14.2 allows.
RangeRequest parse_range(std::string_view value, std::uint64_t size) noexcept;

// The media type of a file by its extension; application/octet-stream when unknown.
std::string_view content_type_of(std::string_view path) noexcept;

}  // namespace sangam::http
