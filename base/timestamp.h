#pragma once

// A point in time, to the nanosecond, in UTC: what the ledger orders by and every table stores
// (int8 nanoseconds since 1970-01-01T00:00:00Z; years 1970 to 2262). Where time comes from is
// decided elsewhere (Call::now, batch time): base has no clock.

#include <compare>

#include "base/describe.h"

namespace sangam {

struct Timestamp {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "date-time", .example = "2026-01-31T09:30:00Z"};

  std::int64_t nanoseconds = 0;

  // RFC 3339 §5.6 with any offset and up to nine fraction digits; leap seconds are refused.
  static Verdict parse(std::string_view text, Timestamp& value);
  // UTC with Z; fraction digits only when they are not zero, in groups of three.
  void format(std::string& out) const;
  static Verdict parse_sql(std::string_view text, Timestamp& value);
  void format_sql(std::string& out) const;
  std::string str() const {
    std::string text;
    format(text);
    return text;
  }

  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

inline constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;
inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

// A day of the proleptic Gregorian calendar, without a zone. ISO 8601 on the wire and in SQL.
struct Date {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "date", .example = "2026-01-31"};

  std::int32_t days = 0;  // since 1970-01-01

  static Verdict parse(std::string_view text, Date& value);
  void format(std::string& out) const;

  friend auto operator<=>(const Date&, const Date&) = default;
};

}  // namespace sangam
