#pragma once

// Raw bytes in a row: a bytea column. On the wire and in SQL lower-case hexadecimal (SQL adds \x).

#include <string>

#include "base/describe.h"

namespace sangam::store {

struct Bytes {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "hex", .pattern = "^([0-9a-f]{2})*$"};

  std::string value;

  static Verdict parse(std::string_view text, Bytes& bytes);
  void format(std::string& out) const;
  static Verdict parse_sql(std::string_view text, Bytes& bytes);
  void format_sql(std::string& out) const;

  friend bool operator==(const Bytes&, const Bytes&) = default;
};

}  // namespace sangam::store
