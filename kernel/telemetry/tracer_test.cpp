#include "kernel/telemetry/tracer.h"

#include <gtest/gtest.h>

namespace sangam::telemetry {
namespace {

constexpr std::string_view kSampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
constexpr std::string_view kNotSampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
constexpr std::int64_t kMillisecond = 1'000'000;

Trace trace_of(std::string_view parent, std::string_view operation = "books.get") {
  Trace trace;
  trace.begin({.traceparent = parent, .tracestate = "a=1", .request_id = ""});
  trace.set_operation(operation);
  return trace;
}

TEST(Trace, GoesOnWithItsCallersTrace) {
  const auto trace = trace_of(kSampled);
  EXPECT_EQ(to_hex(trace.id()), "0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(span_to_hex(trace.parent()), "b7ad6b7169203331");
  EXPECT_TRUE(trace.sampled());
  EXPECT_EQ(trace.tracestate(), "a=1");
  std::string out;
  append_traceparent(trace.context(trace.root()), out);
  EXPECT_TRUE(out.starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
  EXPECT_TRUE(out.ends_with("-01"));
  EXPECT_FALSE(trace_of(kNotSampled).sampled());
}

TEST(Trace, BeginsOneForAStrangersNonsense) {
  Trace trace;
  trace.begin({.traceparent = "00-zz", .tracestate = "a=1", .request_id = "two words"});
  EXPECT_TRUE(trace.id().valid());
  EXPECT_EQ(trace.parent(), 0U);
  EXPECT_EQ(trace.tracestate(), "") << "a state belongs to a parent";
  EXPECT_TRUE(trace.request_id().starts_with("req_"));
  const auto first = trace.id();
  trace.begin({.traceparent = "", .tracestate = "", .request_id = "mine"});
  EXPECT_NE(trace.id(), first);
  EXPECT_EQ(trace.request_id(), "mine");
}

TEST(Trace, IsResumedFromWhatWasStored) {
  const auto request = trace_of(kSampled);
  const auto stored = to_hex(request.context(request.root()));
  EXPECT_EQ(stored.size(), kStoredTraceDigits);
  const auto read = trace_parent_from_hex(stored);
  ASSERT_TRUE(read);
  Trace work;
  work.begin({.traceparent = "", .tracestate = "", .request_id = "mine"});
  work.resume(*read, "books.index", 7);
  EXPECT_EQ(work.id(), request.id());
  EXPECT_EQ(work.parent(), request.root());
  EXPECT_NE(work.root(), request.root());
  EXPECT_TRUE(work.sampled());
  EXPECT_EQ(work.kind(), SpanKind::consumer);
  EXPECT_EQ(work.request_id(), "");
  EXPECT_EQ(work.tenant(), 7);
}

TEST(Trace, IsNotReadFromAnythingElse) {
  const auto good = to_hex(*parse_traceparent(kSampled));
  for (const auto& bad : {std::string(), good + "0", good.substr(1), std::string(50, '0'),
                          "G" + good.substr(1), good.substr(0, 32) + std::string(16, '0') + "01"})
    EXPECT_FALSE(trace_parent_from_hex(bad)) << bad;
}

TEST(Trace, BoundsItsSpans) {
  auto trace = trace_of(kSampled);
  for (std::size_t i = 0; i < kSpansMost + 5; ++i)
    trace.add("work", SpanKind::internal, 0, 1);
  EXPECT_EQ(trace.spans().size(), kSpansMost);
  EXPECT_EQ(trace.dropped(), 5U);
}

class TracerTest : public ::testing::Test {
 protected:
  TracerTest() {
    tracer_.configure({.ratio = 0, .ordinary_a_second = 2, .slow_nanoseconds = 100 * kMillisecond});
    tracer_.export_to([this](auto trace) { exported_.push_back(std::move(trace)); });
  }
  void finish(std::string_view parent, int status, std::int64_t duration,
              std::string_view operation = "books.get") {
    const auto trace = trace_of(parent, operation);
    tracer_.finish(trace, status, trace.started() + duration);
  }
  std::size_t kept(TraceClass kept_as) {
    return tracer_.recent().list({.kept_as = kept_as, .limit = 1'000}).size();
  }

  Tracer tracer_;
  std::vector<FinishedTracePointer> exported_;
};

TEST_F(TracerTest, AlwaysKeepsWhatFailedOrWasSlow) {
  finish(kNotSampled, 500, 1);
  finish(kNotSampled, 200, 100 * kMillisecond);
  EXPECT_EQ(kept(TraceClass::failed), 1U);
  EXPECT_EQ(kept(TraceClass::slow), 1U);
  EXPECT_EQ(exported_.size(), 2U);
}

TEST_F(TracerTest, KeepsWorkThatFailedAndNotForTakingItsTime) {
  tracer_.configure({.ratio = 0, .ordinary_a_second = 1, .slow_nanoseconds = kMillisecond});
  Trace work;
  work.resume(*parse_traceparent(kNotSampled), "books.index", 7);
  tracer_.finish_work(work, false, work.started() + 10 * kMillisecond);
  tracer_.finish_work(work, false, work.started() + 10 * kMillisecond);
  tracer_.finish_work(work, true, work.started() + 1);
  EXPECT_EQ(kept(TraceClass::slow), 0U);
  EXPECT_EQ(kept(TraceClass::ordinary), 1U);
  EXPECT_EQ(kept(TraceClass::failed), 1U);
  EXPECT_EQ(exported_.size(), 1U);
}

TEST_F(TracerTest, KeepsAFewOrdinaryOnesASecondAndExportsNone) {
  for (int i = 0; i < 10; ++i)
    finish(kNotSampled, 200, 1);
  EXPECT_EQ(kept(TraceClass::ordinary), 2U);
  tracer_.tick();
  finish(kNotSampled, 200, 1);
  EXPECT_EQ(kept(TraceClass::ordinary), 3U);
  finish(kNotSampled, 404, 1, "");
  EXPECT_EQ(kept(TraceClass::ordinary), 3U) << "a probe of a path that does not exist is no news";
  EXPECT_TRUE(exported_.empty());
}

TEST_F(TracerTest, DoesNotLetOrdinaryTracesPushOutTheFailed) {
  finish(kNotSampled, 503, 1);
  for (int i = 0; i < 2'000; ++i)
    finish(kSampled, 200, 1);
  EXPECT_EQ(kept(TraceClass::ordinary), kRecentOfClass[0]);
  EXPECT_EQ(kept(TraceClass::failed), 1U);
}

TEST_F(TracerTest, SamplesTheShareItIsTold) {
  tracer_.configure({.ratio = 0.25});
  int sampled = 0;
  for (int i = 0; i < 20'000; ++i)
    sampled += tracer_.samples(trace_of("").id());
  EXPECT_NEAR(sampled, 5'000, 300);
  tracer_.configure({.ratio = 1});
  EXPECT_TRUE(tracer_.samples(TraceId{1, ~std::uint64_t{0}}));
  tracer_.configure({.ratio = 0});
  EXPECT_FALSE(tracer_.samples(TraceId{1, 0}));
}

TEST_F(TracerTest, FindsATraceByItsIdAndFilters) {
  finish(kSampled, 200, 1, "books.list");
  finish(kSampled, 500, 1, "books.add");
  const auto id = *trace_id_from_hex("0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(tracer_.recent().get(id).size(), 2U);
  EXPECT_TRUE(tracer_.recent().get({1, 1}).empty());
  EXPECT_EQ(tracer_.recent().list({.operation = "books.add"}).size(), 1U);
  EXPECT_EQ(tracer_.recent().list({.status_class = 2}).size(), 1U);
  EXPECT_TRUE(tracer_.recent().list({.duration_at_least = 10}).empty());
}

}  // namespace
}  // namespace sangam::telemetry
