#include "kernel/gateway/upstream_choice.h"

#include <gtest/gtest.h>

namespace sangam::gateway {
namespace {

template <class T>
T read(std::string_view text) {
  T value{};
  EXPECT_FALSE(T::parse(text, value)) << text;
  return value;
}

UpstreamRule rule(std::string_view name, std::string_view path) {
  UpstreamRule made;
  made.name = read<Text<1, 60>>(name);
  made.path = read<Text<1, 200>>(path);
  made.upstream = read<UpstreamAddress>("http://127.0.0.1:9000");
  return made;
}

class UpstreamChoice : public ::testing::Test {
 protected:
  std::string chosen(std::string_view path, std::vector<http::Header> headers = {},
                     UpstreamUse use = UpstreamUse::forward,
                     std::string_view address = "192.0.2.1") {
    http::RequestParts parts;
    parts.path = parts.target = path;
    parts.headers = headers;
    const auto* found = choose_upstream(rules_, use, http::Request(parts), address);
    return found ? found->name.str() : "";
  }
  std::vector<UpstreamRule> rules_;
};

TEST_F(UpstreamChoice, ByWholeSegmentsOfThePath) {
  rules_ = {rule("ledger", "/api/v1/ledger"), rule("all", "/api/")};
  EXPECT_EQ(chosen("/api/v1/ledger"), "ledger");
  EXPECT_EQ(chosen("/api/v1/ledger/accounts"), "ledger");
  EXPECT_EQ(chosen("/api/v1/ledgers"), "all");
  EXPECT_EQ(chosen("/docs"), "");
  EXPECT_EQ(chosen("/api/v1/ledger", {}, UpstreamUse::mirror), "");
}

TEST_F(UpstreamChoice, ByVersion) {
  auto next = rule("next", "/api");
  next.header = read<Text<1, 60>>("Sangam-Version");
  next.value = read<Text<0, 200>>("2027-01-01");
  rules_ = {next};
  EXPECT_EQ(chosen("/api/x", {{"sangam-version", "2027-01-01"}}), "next");
  EXPECT_EQ(chosen("/api/x", {{"sangam-version", "2026-01-01"}}), "");
  EXPECT_EQ(chosen("/api/x"), "");
  rules_[0].value.reset();
  EXPECT_EQ(chosen("/api/x", {{"Sangam-Version", "whatever"}}), "next");
}

TEST_F(UpstreamChoice, AShareOfCallersWhoStayWhereTheyAre) {
  auto canary = rule("canary", "/");
  canary.percent = Bounded<0, 100>{20};
  rules_ = {canary};
  int taken = 0;
  for (int i = 0; i < 5'000; ++i) {
    const auto credential = "Bearer sk_" + std::to_string(i);
    const auto first = chosen("/a", {{"Authorization", credential}});
    EXPECT_EQ(chosen("/b", {{"Authorization", credential}}, UpstreamUse::forward, "10.0.0.9"),
              first);
    taken += first.empty() ? 0 : 1;
  }
  EXPECT_GT(taken, 900);
  EXPECT_LT(taken, 1'100);
  rules_[0].percent = Bounded<0, 100>{0};
  EXPECT_EQ(chosen("/a"), "");
}

TEST_F(UpstreamChoice, NothingGoesRoundInCircles) {
  rules_ = {rule("self", "/")};
  EXPECT_EQ(chosen("/a"), "self");
  EXPECT_EQ(chosen("/a", {{"Via", "1.1 proxy, 1.1 sangam-gateway"}}), "");
  EXPECT_EQ(chosen("/ws", {{"Upgrade", "websocket"}}), "");
}

TEST_F(UpstreamChoice, WhatIsOfOneConnectionStaysThere) {
  const std::vector<http::Header> headers = {
      {"Host", "a.example"},      {"Connection", "keep-alive, X-Own"}, {"X-Own", "1"},
      {"Transfer-Encoding", "x"}, {"X-Forwarded-For", "203.0.113.9"},  {"Accept", "*/*"}};
  http::RequestParts parts;
  parts.method = http::Method::patch;
  parts.target = "/a?b=1";
  parts.headers = headers;
  parts.remote_address = "192.0.2.1";
  parts.secure = true;
  const auto made = upstream_request(rule("one", "/"), http::Request(parts));
  EXPECT_EQ(made.url, "http://127.0.0.1:9000/a?b=1");
  EXPECT_EQ(made.method, http::client::Method::patch);
  std::string text;
  for (const auto& field : made.headers)
    text += field.name + ": " + field.value + "\n";
  EXPECT_EQ(text,
            "Host: a.example\nAccept: */*\nVia: 1.1 sangam-gateway\nX-Forwarded-For: 192.0.2.1\n"
            "X-Forwarded-Proto: https\nX-Forwarded-Host: a.example\n");
}

TEST(UpstreamAddress, HasNoPath) {
  UpstreamAddress address;
  for (const auto* text : {"http://10.0.0.7:8080", "https://next.example", "http://[::1]:9"})
    EXPECT_FALSE(UpstreamAddress::parse(text, address)) << text;
  for (const auto* text : {"http://a.example/", "http://a.example/x", "http://u@a.example",
                           "a.example", "ftp://a.example", "http://a.example?x"})
    EXPECT_TRUE(UpstreamAddress::parse(text, address)) << text;
}

}  // namespace
}  // namespace sangam::gateway
