#include "kernel/mcp/request_headers.h"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

namespace sangam::mcp {
namespace {

using Headers = std::vector<http::Header>;

std::optional<RpcError> argument(const Headers& headers, const boost::json::object& arguments) {
  const http::Request request({.headers = headers});
  return argument_mismatch(request, {{"Region", "region"}, {"Limit", "limit"}}, arguments);
}

TEST(RequestHeaders, DecodesWhatIsNoPlainText) {
  EXPECT_EQ(decode_field("us-west1"), "us-west1");
  EXPECT_EQ(decode_field("=?base64?SGVsbG8=?="), "Hello");
  EXPECT_EQ(decode_field("=?base64?SGVsbG8?="), std::nullopt) << "without padding";
  EXPECT_EQ(decode_field("=?base64?SGVs!!!bG8=?="), std::nullopt);
  EXPECT_EQ(decode_field("=?base64?SGVsbG8="), "=?base64?SGVsbG8=") << "no end: a plain text";
  EXPECT_EQ(decode_field("SGVsbG8="), "SGVsbG8=");
  EXPECT_EQ(decode_field("=?base64?"
                         "?="),
            "");
}

TEST(RequestHeaders, HoldsMethodAndNameToTheBody) {
  const auto message =
      read_message(R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"a:ü"}})");
  ASSERT_TRUE(message);
  const auto mismatch = [&](const Headers& headers) {
    return header_mismatch(http::Request({.headers = headers}), *message).has_value();
  };
  EXPECT_FALSE(mismatch({{"Mcp-Method", "resources/read"}, {"MCP-NAME", "=?base64?YTrDvA==?="}}));
  EXPECT_TRUE(mismatch({{"Mcp-Method", "RESOURCES/READ"}, {"Mcp-Name", "=?base64?YTrDvA==?="}}));
  EXPECT_TRUE(mismatch({{"Mcp-Method", "resources/read"}, {"Mcp-Name", "a:u"}}));
  EXPECT_TRUE(mismatch({{"Mcp-Method", "resources/read"}}));
  EXPECT_TRUE(mismatch({{"Mcp-Method", "resources/read"}, {"Mcp-Method", "resources/read"}}));
}

TEST(RequestHeaders, HoldsRepeatedArgumentsToTheBody) {
  EXPECT_FALSE(argument({}, {}));
  EXPECT_FALSE(argument({}, {{"region", nullptr}}));
  EXPECT_FALSE(argument({{"mcp-param-region", "eu"}}, {{"region", "eu"}}));
  EXPECT_FALSE(argument({{"Mcp-Param-Limit", "42.0"}}, {{"limit", 42}}));
  EXPECT_TRUE(argument({}, {{"region", "eu"}})) << "left out";
  EXPECT_TRUE(argument({{"Mcp-Param-Region", "us"}}, {{"region", "eu"}}));
  EXPECT_TRUE(argument({{"Mcp-Param-Region", "eu"}}, {})) << "there alone";
  EXPECT_TRUE(argument({{"Mcp-Param-Limit", "42x"}}, {{"limit", 42}}));
}

}  // namespace
}  // namespace sangam::mcp
