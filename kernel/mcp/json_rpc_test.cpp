#include "kernel/mcp/json_rpc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/object.hpp>

namespace sangam::mcp {
namespace {

using ::testing::HasSubstr;

RpcFault fault_of(std::string_view text) {
  auto message = read_message(text);
  EXPECT_FALSE(message) << text;
  return message ? RpcFault{} : std::move(message.error());
}

TEST(JsonRpc, ReadsEveryKindOfMessage) {
  const auto request = read_message(R"({"jsonrpc":"2.0","id":7,"method":"a/b","params":{"x":1}})");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->kind, RpcKind::request);
  EXPECT_EQ(request->id, "7");
  EXPECT_EQ(request->method, "a/b");
  EXPECT_EQ(request->params().size(), 1u);

  const auto notification = read_message(R"({"jsonrpc":"2.0","method":"n"})");
  ASSERT_TRUE(notification);
  EXPECT_EQ(notification->kind, RpcKind::notification);
  EXPECT_TRUE(notification->params().empty());

  const auto response = read_message(R"({"jsonrpc":"2.0","id":"s-1","result":{"a":[1]}})");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->kind, RpcKind::response);
  EXPECT_EQ(response->id, "\"s-1\"");
  EXPECT_EQ(response->result(), R"({"a":[1]})");

  const auto refusal =
      read_message(R"({"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}})");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->result().error(), "no");
}

TEST(JsonRpc, SaysPreciselyWhatIsWrong) {
  EXPECT_EQ(fault_of("{").error.code, kParseError);
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0",)").error.message, HasSubstr("at byte "));
  EXPECT_THAT(fault_of("[]").error.message, HasSubstr("Batches"));
  EXPECT_THAT(fault_of("7").error.message, HasSubstr("JSON object"));
  EXPECT_THAT(fault_of(R"({"id":1,"method":"a"})").error.message, HasSubstr("\"jsonrpc\""));
  const auto both = fault_of(R"({"jsonrpc":"2.0","id":3,"result":1,"error":{}})");
  EXPECT_THAT(both.error.message, HasSubstr("not both"));
  EXPECT_EQ(both.id, "3") << "so that it can be answered";
  for (const char* id : {"null", "1.5", "true", "{}", "[1]"})
    EXPECT_THAT(
        fault_of(R"({"jsonrpc":"2.0","method":"a","id":)" + std::string(id) + "}").error.message,
        HasSubstr("\"id\""));
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0","id":1,"method":"a","params":[1]})").error.message,
              HasSubstr("\"params\""));
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0","id":1,"method":""})").error.message,
              HasSubstr("\"method\""));
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0","id":1,"method":"a","result":1})").error.message,
              HasSubstr("neither"));
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0","result":1})").error.message, HasSubstr("\"id\""));
  EXPECT_THAT(fault_of(R"({"jsonrpc":"2.0","id":1,"error":{"code":1.5}})").error.message,
              HasSubstr("\"error\""));
  EXPECT_EQ(fault_of(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"a"})").error.code, kParseError);
}

TEST(JsonRpc, BoundsIdsAndDepth) {
  const std::string id(RpcMessage::kIdMost + 1, 'x');
  const auto fault = fault_of(R"({"jsonrpc":"2.0","method":"a","id":")" + id + "\"}");
  EXPECT_EQ(fault.error.code, kInvalidRequest);
  EXPECT_TRUE(fault.id.empty()) << "a long id is not repeated";
  std::string deep = R"({"jsonrpc":"2.0","id":1,"method":"a","params":{"x":)";
  deep += std::string(100, '[') + std::string(100, ']') + "}}";
  EXPECT_EQ(fault_of(deep).error.code, kParseError);
}

TEST(JsonRpc, WritesWhatItReads) {
  EXPECT_EQ(result_text("1", "{}"), R"({"jsonrpc":"2.0","id":1,"result":{}})");
  EXPECT_EQ(error_text("", {.code = kParseError, .message = "no \"x\"", .data = {}, .status = 400}),
            R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"no \"x\""}})");
  EXPECT_EQ(notification_text("n/x", "{}"), R"({"jsonrpc":"2.0","method":"n/x","params":{}})");
  EXPECT_EQ(request_text("\"s-1\"", "e/c", "{}"),
            R"({"jsonrpc":"2.0","id":"s-1","method":"e/c","params":{}})");
}

}  // namespace
}  // namespace sangam::mcp
