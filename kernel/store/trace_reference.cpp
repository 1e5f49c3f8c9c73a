#include "kernel/store/trace_reference.h"

namespace sangam::store {

Verdict TraceReference::parse(std::string_view text, TraceReference& reference) {
  const auto parent = telemetry::trace_parent_from_hex(text);
  if (!parent) return Fault{"wrong_format", "must be a trace, a span and flags, 50 digits"};
  reference.parent = *parent;
  return std::nullopt;
}

void TraceReference::format(std::string& out) const { out += telemetry::to_hex(parent); }

Verdict TraceReference::parse_sql(std::string_view text, TraceReference& reference) {
  if (!text.starts_with("\\x")) return Fault{"wrong_format", "must begin with \\x"};
  return parse(text.substr(2), reference);
}

void TraceReference::format_sql(std::string& out) const {
  out += "\\x";
  format(out);
}

}  // namespace sangam::store
