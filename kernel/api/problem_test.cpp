#include "kernel/api/problem.h"

#include <gtest/gtest.h>

namespace sangam::api {
namespace {

constexpr std::string_view kParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

telemetry::Trace request() {
  telemetry::Trace trace;
  trace.begin({.traceparent = kParent, .tracestate = "", .request_id = "req_1"});
  return trace;
}

TEST(Problem, HasTheMembersOfTheStandardAndOurs) {
  EXPECT_EQ(problem_json(Error{Code::not_found, "There is no such account."}, request()),
            R"({"type":"/docs/problems#not_found","title":")" +
                std::string(title(Code::not_found)) +
                R"(","status":404,"detail":"There is no such account.","code":"not_found",)"
                R"("trace_id":"0af7651916cd43dd8448eb211c80319c","request_id":"req_1"})");
}

TEST(Problem, NamesEachFieldAtFault) {
  Error error{
      Code::invalid,
      "Two fields.",
      {{"/name", "required", "is required"}, {"?limit", "out_of_range", "\"0\" is too low"}}};
  EXPECT_TRUE(
      problem_json(error, request())
          .ends_with(
              R"("errors":[{"pointer":"/name","code":"required","detail":"is required"},)"
              R"({"pointer":"?limit","code":"out_of_range","detail":"\"0\" is too low"}]})"));
}

TEST(Problem, CarriesTheStatusOfAnEngine) {
  Error error{Code::refused, "Not enough."};
  error.engine_status = EngineStatus{"ledger", "exceeds_credits", 54};
  EXPECT_TRUE(problem_json(error, request())
                  .ends_with(R"("ledger_status":{"name":"exceeds_credits","number":54}})"));
}

TEST(Problem, ShowsNothingOfTheInside) {
  const auto text = problem_json(Error{Code::internal, "SELECT * FROM secrets"}, request());
  EXPECT_EQ(text.find("secrets"), std::string::npos);
  EXPECT_NE(text.find("req_1"), std::string::npos);
}

TEST(ProblemResponse, CarriesStatusTypeAndRetryAfter) {
  Error busy{Code::unavailable, "Later."};
  busy.retry_after_seconds = 3;
  const auto response = problem_response(busy, request());
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.headers.find("Retry-After"), "3");
  EXPECT_FALSE(response.headers.find("WWW-Authenticate"));
  const auto unknown = problem_response(Error{Code::unauthenticated, "Who?"}, request());
  EXPECT_EQ(unknown.headers.find("WWW-Authenticate"), "Bearer");
}

}  // namespace
}  // namespace sangam::api
