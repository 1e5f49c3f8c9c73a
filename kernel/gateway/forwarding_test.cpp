#include "kernel/gateway/forwarding.h"

#include <gtest/gtest.h>

namespace sangam::gateway {
namespace {

IpAddress address(std::string_view text) { return *IpAddress::parse(text); }

std::string shown(const std::optional<std::vector<Hop>>& hops) {
  if (!hops) return "malformed";
  std::string text;
  for (const auto& hop : *hops) {
    text += hop.address ? hop.address->str() : "?";
    if (hop.secure) text += *hop.secure ? "+" : "-";
    text += " ";
  }
  return text;
}

TEST(Forwarded, ReadsWhatTheStandardShows) {
  EXPECT_EQ(shown(read_forwarded("for=\"_gazonk\"")), "? ");
  EXPECT_EQ(shown(read_forwarded("For=\"[2001:db8:cafe::17]:4711\"")), "2001:db8:cafe::17 ");
  EXPECT_EQ(shown(read_forwarded("for=192.0.2.60;proto=http;by=203.0.113.43")), "192.0.2.60- ");
  EXPECT_EQ(shown(read_forwarded("for=192.0.2.43, for=198.51.100.17;proto=HTTPS")),
            "192.0.2.43 198.51.100.17+ ");
  EXPECT_EQ(shown(read_forwarded("for=unknown, for=\"192.0.2.1:80\"")), "? 192.0.2.1 ");
  EXPECT_EQ(shown(read_forwarded("for=\"\\1\\92.0.2.1\"")), "192.0.2.1 ");
  EXPECT_EQ(shown(read_forwarded("by=secret;for=192.0.2.1;host=a.example")), "192.0.2.1 ");
}

TEST(Forwarded, EmptyElementsSayNothing) {
  EXPECT_EQ(shown(read_forwarded("")), "");
  EXPECT_EQ(shown(read_forwarded(" , ;; ,for=192.0.2.1;, ")), "192.0.2.1 ");
}

TEST(Forwarded, WhatIsMalformedIsNotRead) {
  for (const auto* text : {"for", "for=", "=1", "for=\"192.0.2.1", "for=192.0.2.1 proto=https",
                           "for=[2001:db8::1]", "for=\"a\\", "for=192.0.2.1\"x\""})
    EXPECT_EQ(shown(read_forwarded(text)), "malformed") << text;
}

TEST(ForwardedFor, TakesAddressesWithAndWithoutPort) {
  EXPECT_EQ(shown(read_forwarded_for("192.0.2.1, 192.0.2.2:80 ,2001:db8::1,[2001:db8::2]:443")),
            "192.0.2.1 192.0.2.2 2001:db8::1 2001:db8::2 ");
  EXPECT_EQ(shown(read_forwarded_for("unknown, 1.2.3, 192.0.2.1:x, [192.0.2.1], [::1, 10.0.0.1:")),
            "? ? ? ? ? ? ");
}

class FindClient : public ::testing::Test {
 protected:
  FindClient() {
    IpNetwork network;
    EXPECT_FALSE(IpNetwork::parse("10.0.0.0/8", network));
    trusted_.insert(network, 0);
  }
  std::string client(std::string_view peer, std::vector<http::Header> headers,
                     ForwardingField field = ForwardingField::x_forwarded_for) const {
    const auto found = find_client({address(peer), false}, headers, trusted_, field);
    return found.address.str() + (found.secure ? " secure" : "");
  }

  AddressTrie trusted_;
};

TEST_F(FindClient, AStrangerIsNotBelieved) {
  EXPECT_EQ(
      client("192.0.2.1", {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-Proto", "https"}}),
      "192.0.2.1");
}

TEST_F(FindClient, TheLastUntrustedHopIsTheClient) {
  EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}}), "198.51.100.1");
  // What stands before it is the client's own word.
  EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "203.0.113.9, 198.51.100.1, 10.0.0.2"}}),
            "198.51.100.1");
  EXPECT_EQ(
      client("10.0.0.1", {{"X-Forwarded-For", "203.0.113.9"}, {"X-Forwarded-For", "198.51.100.1"}}),
      "198.51.100.1");
}

TEST_F(FindClient, AmongProxiesOnlyTheFirstIsTheClient) {
  EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "10.0.0.3, 10.0.0.2"}}), "10.0.0.3");
  EXPECT_EQ(client("10.0.0.1", {}), "10.0.0.1");
}

TEST_F(FindClient, WhatCannotBeReadEndsTheSearch) {
  EXPECT_EQ(client("10.0.0.1", {{"X-Forwarded-For", "198.51.100.1, garbage, 10.0.0.2"}}),
            "10.0.0.2");
  EXPECT_EQ(client("10.0.0.1", {{"Forwarded", "for=198.51.100.1;;x"}}, ForwardingField::forwarded),
            "10.0.0.1");
}

TEST_F(FindClient, OnlyTheFieldThatOurProxiesWriteIsRead) {
  const std::vector<http::Header> both = {{"Forwarded", "for=203.0.113.9;proto=https"},
                                          {"X-Forwarded-For", "198.51.100.1"}};
  EXPECT_EQ(client("10.0.0.1", both), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", both, ForwardingField::forwarded), "203.0.113.9 secure");
}

TEST_F(FindClient, TheSchemeIsTheProxysWord) {
  EXPECT_EQ(client("10.0.0.1",
                   {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-Proto", "http, https"}}),
            "198.51.100.1 secure");
}

}  // namespace
}  // namespace sangam::gateway
