#pragma once

// Filters of SCIM (RFC 7644 §3.4.2.2): which resources of a list, or which values of an attribute.
//
//   userName sw "a" and not (active eq false or emails[type eq "work" and value ew "@a.example"])
//
// Parsing knows the grammar only; what names mean is for who uses the filter (filter_sql.h,
// filter_match.h).

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"

namespace sangam::suites::platform::scim {

enum class Comparison : std::uint8_t { eq, ne, co, sw, ew, gt, ge, lt, le };
SANGAM_ENUM(Comparison, eq, ne, co, sw, ew, gt, ge, lt, le)

// A number as it was written: no attribute of ours is one.
struct NumberText {
  std::string text;
  friend bool operator==(const NumberText&, const NumberText&) = default;
};
using FilterValue = std::variant<std::nullptr_t, bool, NumberText, std::string>;

// A value type.
struct Filter {
  enum class Kind : std::uint8_t {
    all,         // every one of `children`
    any,         // one of `children`
    none,        // not its one child
    comparison,  // path, comparison, value
    present,     // path
    value_path,  // path: one value of it for which its one child holds
  };
  static constexpr std::size_t kTextMost = 8'192;  // bytes
  static constexpr int kDepthMost = 16;
  static constexpr int kTermsMost = 200;

  Kind kind = Kind::all;
  std::vector<Filter> children = {};
  std::string path = {};
  Comparison comparison = Comparison::eq;
  FilterValue value = nullptr;

  friend bool operator==(const Filter&, const Filter&) = default;
};

struct FilterFault {
  std::size_t offset = 0;  // byte of the text
  std::string reason;      // for people; repeats nothing of the text
};

// O(bytes).
std::expected<Filter, FilterFault> parse_filter(std::string_view text);
// The filter between the brackets of a path: without value paths in it.
std::expected<Filter, FilterFault> parse_value_filter(std::string_view text);

// A text that is parsed to the same filter.
std::string to_text(const Filter& filter);

}  // namespace sangam::suites::platform::scim
