#include "kernel/telemetry/trace_exporter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "kernel/telemetry/otlp_json.h"

namespace sangam::telemetry {
namespace {

using std::chrono::milliseconds;

FinishedTracePointer some_trace() {
  return std::make_shared<const FinishedTrace>(
      FinishedTrace{.id = {1, 2},
                    .root = 3,
                    .tracestate = "a=1",
                    .request_id = "req_\"x\"",
                    .operation = "books.get",
                    .tenant = 7,
                    .status = 500,
                    .started_at = {1'000'000'000},
                    .started = 50,
                    .ended = 90,
                    .kept_as = TraceClass::failed,
                    .spans = {{"books.read", 4, 3, 60, 80, SpanKind::client, false}}});
}

TEST(OtlpJson, HasTheFieldsOfTheProtocol) {
  const FinishedTracePointer traces[] = {some_trace()};
  EXPECT_EQ(
      otlp_json(traces, "sangam", "i1"),
      R"({"resourceSpans":[{"resource":{"attributes":[)"
      R"({"key":"service.name","value":{"stringValue":"sangam"}},)"
      R"({"key":"service.instance.id","value":{"stringValue":"i1"}}]},)"
      R"("scopeSpans":[{"scope":{"name":"sangam"},"spans":[)"
      R"({"traceId":"00000000000000010000000000000002","spanId":"0000000000000003",)"
      R"("name":"books.get","kind":2,"startTimeUnixNano":"1000000000",)"
      R"("endTimeUnixNano":"1000000040","status":{"code":2},"traceState":"a=1","attributes":[)"
      R"({"key":"http.response.status_code","value":{"intValue":"500"}},)"
      R"({"key":"sangam.request_id","value":{"stringValue":"req_\"x\""}},)"
      R"({"key":"sangam.tenant","value":{"intValue":"7"}}]},)"
      R"({"traceId":"00000000000000010000000000000002","spanId":"0000000000000004",)"
      R"("parentSpanId":"0000000000000003","name":"books.read","kind":3,)"
      R"("startTimeUnixNano":"1000000010","endTimeUnixNano":"1000000030","attributes":[]}]}]}]})");
}

TEST(OtlpJson, CallsLaterWorkAConsumerWithoutARequest) {
  auto trace = *some_trace();
  trace.kind = SpanKind::consumer;
  trace.status = 0;
  trace.request_id.clear();
  const FinishedTracePointer traces[] = {std::make_shared<const FinishedTrace>(trace)};
  const auto json = otlp_json(traces, "sangam", "i1");
  EXPECT_NE(json.find(R"("name":"books.get","kind":5,)"), std::string::npos) << json;
  EXPECT_EQ(json.find("http.response.status_code"), std::string::npos);
  EXPECT_EQ(json.find("sangam.request_id"), std::string::npos);
}

TEST(TraceExporter, SendsWhatItGotInBatches) {
  std::atomic<int> sent{0};
  {
    TraceExporter exporter({.batch_most = 10, .gather = milliseconds(5)},
                           [&sent](const std::string&) {
                             ++sent;
                             return Delivery::taken;
                           });
    for (int i = 0; i < 25; ++i)
      exporter.offer(some_trace());
  }
  EXPECT_GE(sent, 3);
}

TEST(TraceExporter, NeverBlocksAndCountsWhatItDrops) {
  std::latch entered(1);
  std::latch let_go(1);
  TraceExporter exporter({.queue_most = 4, .batch_most = 1, .gather = milliseconds(1), .tries = 1},
                         [&, first = true](const std::string&) mutable {
                           if (std::exchange(first, false)) {
                             entered.count_down();
                             let_go.wait();
                           }
                           return Delivery::refused;
                         });
  exporter.offer(some_trace());
  entered.wait();
  for (int i = 0; i < 10; ++i)
    exporter.offer(some_trace());
  EXPECT_EQ(exporter.counts().dropped, 6U);
  EXPECT_EQ(exporter.counts().waiting, 4U);
  let_go.count_down();
}

TEST(TraceExporter, TriesAgainWhenTheCollectorIsAway) {
  std::latch taken(1);
  int tries = 0;
  TraceExporter exporter({.gather = milliseconds(1), .first_pause = milliseconds(1)},
                         [&](const std::string&) {
                           if (++tries < 3) return Delivery::try_again;
                           taken.count_down();
                           return Delivery::taken;
                         });
  exporter.offer(some_trace());
  taken.wait();
  EXPECT_EQ(tries, 3);
}

}  // namespace
}  // namespace sangam::telemetry
