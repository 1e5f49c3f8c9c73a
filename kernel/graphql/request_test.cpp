#include "kernel/graphql/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::graphql_door {
namespace {

using ::testing::HasSubstr;

template <class Read>
Error refusal_of(Read read) {
  try {
    read();
  } catch (const Error& error) {
    return error;
  }
  return {Code::internal, "taken"};
}
Error refusal(std::string_view body) {
  return refusal_of([&] { read_request(body); });
}

constexpr std::string_view kHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Request, IsReadFromJson) {
  const auto request = read_request(
      R"({"query":"{a}","operationName":"A","variables":{"x":[1,2.5,"t",null,true]},"more":1})");
  EXPECT_EQ(request.query, "{a}");
  EXPECT_EQ(request.operation_name, "A");
  EXPECT_EQ(graphql::to_json(request.variables), R"({"x":[1,2.5,"t",null,true]})");
  EXPECT_EQ(request.persisted, "");
}

TEST(Request, MayLeaveOutAndHaveNulls) {
  const auto request =
      read_request(R"({"query":"{a}","operationName":null,"variables":null,"extensions":null})");
  EXPECT_TRUE(request.variables.is_null());
  const auto persisted =
      read_request(R"({"extensions":{"persistedQuery":{"version":1,"sha256Hash":")" +
                   std::string(kHash) + R"("}}})");
  EXPECT_EQ(persisted.persisted, kHash);
}

TEST(Request, IsRefusedWithEveryFault) {
  EXPECT_EQ(refusal("").code, Code::malformed);
  EXPECT_EQ(refusal("[]").code, Code::malformed);
  EXPECT_THAT(refusal("{\"query\":").detail, HasSubstr("at byte 9"));
  const auto missing = refusal("{}");
  EXPECT_EQ(missing.code, Code::invalid);
  EXPECT_EQ(missing.fields.at(0).pointer, "/query");
  const auto wrong = refusal(R"({"query":1,"operationName":{},"variables":"x","extensions":[]})");
  ASSERT_EQ(wrong.fields.size(), 4U);
  EXPECT_EQ(wrong.fields[2].pointer, "/variables");
  EXPECT_EQ(refusal(R"({"extensions":{"persistedQuery":{"version":2,"sha256Hash":""}}})")
                .fields.at(0)
                .pointer,
            "/extensions/persistedQuery/version");
  EXPECT_EQ(refusal(R"({"extensions":{"persistedQuery":{"version":1,"sha256Hash":"XY"}}})")
                .fields.at(0)
                .pointer,
            "/extensions/persistedQuery/sha256Hash");
}

TEST(Request, IsReadFromAQueryString) {
  const std::vector<http::QueryParameter> parameters{
      {"query", "{a}"}, {"variables", R"({"x":1})"}, {"extensions", ""}, {"other", "y"}};
  const auto request = read_request(parameters);
  EXPECT_EQ(request.query, "{a}");
  EXPECT_EQ(graphql::to_json(request.variables), R"({"x":1})");
  const std::vector<http::QueryParameter> twice{{"query", "{a}"}, {"query", "{b}"}};
  EXPECT_EQ(refusal_of([&] { read_request(twice); }).code, Code::malformed);
  const std::vector<http::QueryParameter> broken{{"query", "{a}"}, {"variables", "{"}};
  EXPECT_THAT(refusal_of([&] { read_request(broken); }).detail, HasSubstr("?variables"));
}

}  // namespace
}  // namespace sangam::graphql_door
