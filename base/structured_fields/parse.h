#pragma once

// Reads structured fields (RFC 9651 §4.2). Strictly: whatever the algorithms of the RFC refuse is
// refused, and the whole field with it. A field that was sent in several lines is joined with ", "
// by the caller first.
//
//   const auto members =
//   parse_dictionary(R"(sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:)"); if (!members) …
//   members.error().reason is a sentence for people

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "base/structured_fields/value.h"

namespace sangam::structured_fields {

// What every parser must take at least (RFC 9651 §3), which is all that ours takes.
inline constexpr std::size_t kMostBytes = 64 * 1024;  // of a field
inline constexpr std::size_t kMostMembers = 1'024;    // of a list or dictionary
inline constexpr std::size_t kMostInnerItems = 256;   // of an inner list
inline constexpr std::size_t kMostParameters = 256;   // of one thing

struct Fault {
  std::size_t position = 0;  // in bytes from the start of the field
  std::string reason;        // a sentence for people, without what was sent
};

// Each O(bytes), apart from looking for keys that come twice, which is bounded by the limits above.
std::expected<Item, Fault> parse_item(std::string_view text);
// An empty text is an empty list or dictionary.
std::expected<List, Fault> parse_list(std::string_view text);
std::expected<Dictionary, Fault> parse_dictionary(std::string_view text);

}  // namespace sangam::structured_fields
