#pragma once

// The trace that a row was written in, and goes on in: a column `trace` of type bytea, 25 bytes.
// Columns that default to the setting `sangam.trace` have it from the unit of work, without a
// parameter or a statement of their own.

#include <string>

#include "base/describe.h"
#include "kernel/telemetry/trace_context.h"

namespace sangam::store {

// On the wire and in SQL lower-case hexadecimal (SQL adds \x).
struct TraceReference {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "hex", .pattern = "^[0-9a-f]{50}$"};

  telemetry::TraceParent parent;

  static Verdict parse(std::string_view text, TraceReference& reference);
  void format(std::string& out) const;
  static Verdict parse_sql(std::string_view text, TraceReference& reference);
  void format_sql(std::string& out) const;

  friend bool operator==(const TraceReference&, const TraceReference&) = default;
};

}  // namespace sangam::store
