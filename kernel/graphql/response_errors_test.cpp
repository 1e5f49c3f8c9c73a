#include "kernel/graphql/response_errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangam::graphql_door {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(ResponseErrors, SayWhatWhereAndWhy) {
  const telemetry::Trace trace;
  const Path path{"a", std::size_t{3}, "b\"c"};
  const graphql::Location locations[] = {{.line = 2, .column = 5}};
  Error error{Code::invalid, "wrong", {{"/x", "required", "is required"}}};
  error.engine_status = {.engine = "ledger", .name = "exists", .number = 46};
  error.retry_after_seconds = 7;
  EXPECT_THAT(
      error_json(error, {.path = &path, .locations = locations}, trace),
      AllOf(StartsWith(R"({"message":"wrong","locations":[{"line":2,"column":5}],)"
                       R"("path":["a",3,"b\"c"],"extensions":{"code":"invalid","status":400,)"
                       R"("pointer":"/x","errors":[{"pointer":"/x","code":"required",)"
                       R"("detail":"is required"}],"retryAfter":7,)"
                       R"("ledgerStatus":{"name":"exists","number":46},"traceId":")")));
}

TEST(ResponseErrors, TellNothingOfTheInside) {
  EXPECT_THAT(error_json(Error{Code::internal, "table x"}, {}, {}),
              AllOf(HasSubstr("our side"), HasSubstr(R"("status":500)"), Not(HasSubstr("table"))));
}

TEST(ResponseErrors, NameTheRuleThatADocumentBroke) {
  const graphql::Problem problem{
      .rule = graphql::Rule::syntax, .message = "odd", .locations = {{.line = 1, .column = 2}}};
  EXPECT_THAT(error_json(problem, {}, {}),
              StartsWith(R"({"message":"odd","locations":[{"line":1,"column":2}],)"
                         R"("extensions":{"code":"malformed","status":400,"rule":"syntax")"));
  EXPECT_THAT(
      errors_response(Error{Code::not_found, "none"}, {}),
      AllOf(StartsWith(R"({"errors":[{"message":"none","extensions":)"), Not(HasSubstr("path"))));
}

}  // namespace
}  // namespace sangam::graphql_door
