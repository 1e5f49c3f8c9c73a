#include "suites/platform/scim/patch.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {
namespace {

namespace json = boost::json;

constexpr std::string_view kSample =
    R"({"userName":"ann","emails":[{"value":"w@a.example","type":"work","primary":true},
        {"value":"h@a.example","type":"home"}]})";

// The sample with operations applied, without white space; or the type of the refusal.
std::string after(std::string_view operations) {
  const json::value body = {{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
                            {"Operations", json::parse(operations)}};
  auto document = json::parse(kSample).as_object();
  try {
    for (const auto& operation : read_patch_request(body))
      apply_patch(kUserKind, operation, document);
    return json::serialize(read_resource(kUserKind, document));
  } catch (const ScimError& error) {
    return error.type;
  }
}

TEST(PatchTest, WritesWhereThePathLeads) {
  EXPECT_EQ(after(R"([{"op":"replace","path":"emails","value":[{"value":"x@a.example"}]},
                      {"op":"add","path":"name.givenName","value":"Ann"}])"),
            R"({"userName":"ann","name":{"givenName":"Ann"},"emails":[{"value":"x@a.example"}]})");
  EXPECT_EQ(after(R"([{"op":"Remove","path":"emails[type eq \"work\"]"},
                      {"op":"REPLACE","path":"emails[type eq \"home\"].value",
                       "value":"n@a.example"}])"),
            R"({"userName":"ann","emails":[{"value":"n@a.example","type":"home"}]})");
}

TEST(PatchTest, MakesTheValueThatAPathMeans) {
  EXPECT_EQ(
      after(R"([{"op":"remove","path":"emails"},
                      {"op":"replace","path":"emails[type eq \"work\" and primary eq true].value",
                       "value":"n@a.example"}])"),
      R"({"userName":"ann","emails":[{"value":"n@a.example","type":"work","primary":true}]})");
  EXPECT_EQ(after(R"([{"op":"replace","path":"emails[type co \"x\"].value","value":"n"}])"),
            "noTarget");
}

TEST(PatchTest, ANewPrimaryValueIsTheOnlyOne) {
  EXPECT_EQ(after(R"([{"op":"add","path":"emails","value":{"value":"n","primary":"True"}}])"),
            R"({"userName":"ann","emails":[{"value":"w@a.example","type":"work","primary":false},)"
            R"({"value":"h@a.example","type":"home"},{"value":"n","primary":true}]})");
}

TEST(PatchTest, MembersWithoutAPathArePaths) {
  EXPECT_EQ(after(R"([{"op":"add","value":{"TITLE":"Clerk","name.familyName":"Other","x":1,
                       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                         {"department":"Books","y":2},"emails":[]}}])"),
            R"({"userName":"ann","name":{"familyName":"Other"},"title":"Clerk","emails":)"
            R"([{"value":"w@a.example","type":"work","primary":true},)"
            R"({"value":"h@a.example","type":"home"}],)"
            R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":)"
            R"({"department":"Books"}})");
}

// As many as `count` addresses that differ.
std::string addresses(int count) {
  std::string list = "[";
  for (int i = 0; i < count; ++i)
    list += (i ? ",\"" : "\"") + std::to_string(i) + "@a.example\"";
  return list + "]";
}

TEST(PatchTest, ValuesThatAreThereAreNotAddedAgain) {
  EXPECT_EQ(after(R"([{"op":"add","path":"emails","value":
                        [{"type":"home","value":"h@a.example"},{"value":"h@a.example"}]}])"),
            R"({"userName":"ann","emails":[{"value":"w@a.example","type":"work","primary":true},)"
            R"({"value":"h@a.example","type":"home"},{"value":"h@a.example"}]})");
}

TEST(PatchTest, WorkHasAnEnd) {
  const auto add = [](int count) {
    return R"({"op":"add","path":"emails","value":)" + addresses(count) + "}";
  };
  EXPECT_THAT(after("[" + add(498) + "]"), testing::HasSubstr("497@a.example"));
  EXPECT_EQ(after("[" + add(499) + "]"), "invalidValue");
  EXPECT_EQ(after("[" + add(300) + "," + add(499) + "]"), "invalidValue");
  const std::string_view term = R"(type eq \"work\" or )";
  std::string ten;
  for (int i = 0; i < 10; ++i)
    ten += term;
  const auto path = [&](std::string_view last) {
    return R"([{"op":"remove","path":"emails[)" + ten.substr(0, ten.size() - 4) +
           std::string(last) + R"(]"}])";
  };
  EXPECT_EQ(after(path("")),
            R"({"userName":"ann","emails":[{"value":"h@a.example","type":"home"}]})");
  EXPECT_EQ(after(path(" or value pr")), "invalidFilter");
}

TEST(PatchTest, RefusalsNameTheirKind) {
  EXPECT_EQ(after(R"([{"op":"remove","path":"userName"}])"), "invalidValue");
  EXPECT_EQ(after(R"([{"op":"add","path":"groups","value":[]}])"), "mutability");
  EXPECT_EQ(after(R"([{"op":"add","path":"emails[type eq \"a]\"","value":[]}])"), "invalidPath");
  EXPECT_EQ(after(R"([{"op":"add","path":"name.givenName.x","value":1}])"), "invalidPath");
}

}  // namespace
}  // namespace sangam::suites::platform::scim
