// The example of docs/guides/observability.md, run.

#include <gtest/gtest.h>

#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/registry.h"
#include "kernel/telemetry/trace.h"

namespace sangam::telemetry {
namespace {

// Made once, at start, and kept. A label's values are few and known: never what a caller sent.
struct Letters {
  Counter& sent =
      registry().counter("sangam_letters_sent_total", "Letters sent", {{"way", "post"}});
  Histogram& duration =
      registry().histogram("sangam_letter_seconds", "Time in which a letter was sent");
};

bool send_letter(Letters& letters, Trace& trace, bool (*post)(std::string_view traceparent)) {
  const auto started = runtime::monotonic_nanoseconds();
  // Others go on with our trace: they are told the span that calls them.
  Span span{.name = "letters.send",
            .id = trace.next_span_id(),
            .parent = trace.root(),
            .started = started,
            .kind = SpanKind::client};
  std::string traceparent;
  append_traceparent(trace.context(span.id), traceparent);
  span.failed = !post(traceparent);
  span.ended = runtime::monotonic_nanoseconds();
  trace.add(span);
  letters.duration.record(span.ended - started);
  if (span.failed) log::warning(trace, "a letter was not sent", {{"way", "post"}});
  else letters.sent.add();
  return !span.failed;
}

TEST(Guide, CountsTracesAndLogs) {
  Letters letters;
  Trace trace;
  trace.begin({});
  EXPECT_TRUE(send_letter(letters, trace, [](std::string_view parent) {
    return parse_traceparent(parent).has_value();
  }));
  EXPECT_FALSE(send_letter(letters, trace, [](std::string_view) { return false; }));
  EXPECT_EQ(trace.spans().size(), 2U);
  EXPECT_EQ(registry().collect().sum("sangam_letters_sent_total"), 1);
  const auto lines = log::tail().read({.contains = to_hex(trace.id())});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].message, "a letter was not sent");
}

}  // namespace
}  // namespace sangam::telemetry
