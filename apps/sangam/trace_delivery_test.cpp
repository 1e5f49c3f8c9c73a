#include "apps/sangam/trace_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/http/client/testing/scripted_server.h"

namespace sangam::apps {
namespace {

using http::client::testing::answer;
using http::client::testing::ScriptedServer;
using telemetry::Delivery;
using ::testing::HasSubstr;

// One loop that runs.
struct Loops : runtime::LoopGroup {
  Loops() : LoopGroup(1) { start(); }
};

TEST(TraceDelivery, TakesAddressesOfTheWebOnly) {
  Loops loops;
  EXPECT_THROW(TraceDelivery(loops, "file:///etc/hostname"), Error);
  EXPECT_THROW(TraceDelivery(loops, "collector:4318"), Error);
}

TEST(TraceDelivery, TellsWhatIsWorthRepeating) {
  ScriptedServer collector(
      {answer(200, "{}"), answer(429), answer(503), answer(400), answer(500), answer(202)});
  Loops loops;
  TraceDelivery delivery(loops, collector.url() + "/v1/traces");
  std::vector<Delivery> fates;
  for (int i = 0; i < 6; ++i)
    fates.push_back(delivery.send(R"({"resourceSpans":[]})"));
  EXPECT_EQ(fates, (std::vector{Delivery::taken, Delivery::try_again, Delivery::try_again,
                                Delivery::refused, Delivery::refused, Delivery::taken}));
  EXPECT_THAT(collector.requests().front(), HasSubstr("Content-Type: application/json"));
  EXPECT_THAT(collector.requests().front(), HasSubstr(R"({"resourceSpans":[]})"));
  telemetry::Snapshot snapshot;
  delivery.describe(snapshot);
  EXPECT_EQ(snapshot.sum("sangam_http_client_requests_total"), 6);
}

TEST(TraceDelivery, TriesACollectorAgainThatIsAway) {
  std::string url;
  {
    ScriptedServer gone({answer(200)});
    url = gone.url();
  }
  Loops loops;
  TraceDelivery delivery(loops, url);
  EXPECT_EQ(delivery.send("{}"), Delivery::try_again);
}

}  // namespace
}  // namespace sangam::apps
