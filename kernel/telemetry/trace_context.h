#pragma once

// W3C Trace Context (https://www.w3.org/TR/trace-context-2/): reading and writing the fields
// `traceparent` and `tracestate`, by which a trace goes on from one server to the next. What comes
// in is a stranger's text: anything but the exact form is as if it were not there.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::telemetry {

// 16 bytes, in two halves of network order; all zero is invalid.
struct TraceId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool valid() const noexcept { return high != 0 || low != 0; }
  friend auto operator<=>(const TraceId&, const TraceId&) = default;
};

// 32 lower-case hexadecimal digits.
std::string to_hex(TraceId id);
std::optional<TraceId> trace_id_from_hex(std::string_view text) noexcept;
// 16 of them.
std::string span_to_hex(std::uint64_t span);

struct TraceParent {
  TraceId trace;
  std::uint64_t span = 0;  // never 0
  bool sampled = false;

  friend bool operator==(const TraceParent&, const TraceParent&) = default;
};

// §3.2; versions above 00 are read as far as 00 goes. Nothing when it is malformed. O(1).
std::optional<TraceParent> parse_traceparent(std::string_view text) noexcept;
// "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", 55 characters.
inline constexpr std::size_t kTraceParentLength = 55;
void append_traceparent(const TraceParent& parent, std::string& out);

// The same for storing: trace, span and flags as 25 bytes, in 50 hexadecimal digits.
inline constexpr std::size_t kStoredTraceDigits = 50;
std::string to_hex(const TraceParent& parent);
// Nothing when the text is anything else, or the trace or span is 0.
std::optional<TraceParent> trace_parent_from_hex(std::string_view text) noexcept;

// §3.3: the list when all of it is well-formed (at most 32 members, 512 characters, no key twice),
// without empty members and blanks around them; else empty. O(length * members).
std::string clean_tracestate(std::string_view text);
inline constexpr std::size_t kTraceStateLength = 512;

}  // namespace sangam::telemetry
