#include "kernel/gateway/firewall/codec.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam::gateway::firewall {
namespace {

RC_GTEST_PROP(FirewallCodec, AMessageComesBack, ()) {
  Message message;
  message.client = *rc::gen::arbitrary<std::string>();
  message.method = *rc::gen::arbitrary<std::string>();
  message.target = *rc::gen::arbitrary<std::string>();
  message.headers = *rc::gen::arbitrary<std::vector<std::pair<std::string, std::string>>>();
  message.body = *rc::gen::arbitrary<std::string>();
  message.with_body = *rc::gen::arbitrary<bool>();
  message.body_cut = *rc::gen::arbitrary<bool>();
  const auto bytes = encode(message);
  const auto again = decode_message(bytes);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->client == message.client && again->method == message.method);
  RC_ASSERT(again->target == message.target && again->headers == message.headers);
  RC_ASSERT(again->body == message.body && again->with_body == message.with_body);
  RC_ASSERT(again->body_cut == message.body_cut);
  const auto shorter = *rc::gen::inRange<std::size_t>(0, bytes.size());
  RC_ASSERT(!decode_message(std::string_view(bytes).substr(0, shorter)));
  RC_ASSERT(!decode_message(bytes + "x"));
}

TEST(FirewallCodec, AVerdictComesBack) {
  const Verdict verdict{.hostile = true, .matches = {{"942100", "SQL"}, {"949110", ""}}};
  const auto bytes = encode(verdict);
  const auto again = decode_verdict(bytes);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->hostile);
  EXPECT_EQ(again->matches, verdict.matches);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_verdict(std::string_view(bytes).substr(0, size))) << size;
}

TEST(FirewallCodec, CountsThatLieAreRefused) {
  EXPECT_FALSE(decode_verdict(std::string("\0\0\0\1\xff\xff\xff\xff", 8)));
  EXPECT_FALSE(decode_verdict(std::string("\0\0\0\2\0\0\0\0", 8)));
}

}  // namespace
}  // namespace sangam::gateway::firewall
