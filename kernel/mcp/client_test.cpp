#include "kernel/mcp/client.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace sangam::mcp {
namespace {

namespace json = boost::json;

Client read(std::string_view info, std::string_view capabilities) {
  const auto said = json::parse(info);
  const auto can = json::parse(capabilities);
  return read_client(said.if_object(), can.if_object());
}

TEST(Client, CanBeAskedWhatItDeclares) {
  EXPECT_FALSE(read("{}", "{}").can(Capability::elicitation));
  EXPECT_TRUE(read("{}", R"({"elicitation":{}})").can(Capability::elicitation));
  EXPECT_TRUE(read("{}", R"({"elicitation":{"form":{},"url":{}}})").can(Capability::elicitation));
  EXPECT_FALSE(read("{}", R"({"elicitation":{"url":{}}})").can(Capability::elicitation))
      << "addresses only";
  EXPECT_FALSE(read("{}", R"({"elicitation":true})").can(Capability::elicitation));
  EXPECT_TRUE(read("{}", R"({"sampling":{}})").can(Capability::sampling));
  EXPECT_TRUE(read("{}", R"({"roots":{"listChanged":true}})").can(Capability::roots));
  EXPECT_FALSE(read_client(nullptr, nullptr).can(Capability::roots));
}

TEST(Client, IsNamedBriefly) {
  EXPECT_EQ(read(R"({"name":"agent","version":"2"})", "{}").name, "agent");
  EXPECT_EQ(read(R"({"name":7})", "{}").name, "");
  std::string name;
  for (int i = 0; i < 60; ++i)
    name += "é";
  const auto cut = read("{\"name\":\"a" + name + "\"}", "{}").name;
  EXPECT_EQ(cut.size(), 99u) << "between characters";
  EXPECT_TRUE(cut.ends_with("é"));
}

}  // namespace
}  // namespace sangam::mcp
