#include "kernel/http/client/network.h"

#include <gtest/gtest.h>

namespace sangam::http::client {
namespace {

IpNetwork network(std::string_view text) {
  IpNetwork network;
  EXPECT_FALSE(IpNetwork::parse(text, network)) << text;
  return network;
}

TEST(IpNetwork, ContainsWhatBeginsLikeIt) {
  EXPECT_TRUE(contains({network("192.0.2.0/24")}, "192.0.2.255"));
  EXPECT_FALSE(contains({network("192.0.2.0/24")}, "192.0.3.0"));
  EXPECT_TRUE(contains({network("192.0.2.128/25")}, "192.0.2.128"));
  EXPECT_FALSE(contains({network("192.0.2.128/25")}, "192.0.2.127"));
  EXPECT_TRUE(contains({network("2001:db8::/33")}, "2001:db8:7fff::1"));
  EXPECT_FALSE(contains({network("2001:db8::/33")}, "2001:db8:8000::1"));
  EXPECT_TRUE(contains({network("0.0.0.0/0")}, "203.0.113.9"));
  EXPECT_FALSE(contains({network("0.0.0.0/0")}, "2001:db8::1"));
}

TEST(IpNetwork, AnAddressIsARangeOfOne) {
  EXPECT_TRUE(contains({network("192.0.2.1")}, "192.0.2.1"));
  EXPECT_FALSE(contains({network("192.0.2.1")}, "192.0.2.2"));
  EXPECT_TRUE(contains({network("192.0.2.1")}, "::ffff:192.0.2.1"));
}

TEST(IpNetwork, IsWrittenAsItWasRead) {
  for (const auto* text : {"192.0.2.0/24", "192.0.2.1", "2001:db8::/32", "::1", "0.0.0.0/0"}) {
    std::string out;
    network(text).format(out);
    EXPECT_EQ(out, text);
  }
}

TEST(IpNetwork, RefusesSlips) {
  for (const auto* text :
       {"", "/", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/024", "192.0.2.0/24 ",
        "192.0.2.1/24", "2001:db8::1/64", "2001:db8::/129", "192.0.2/24", "host/24"}) {
    IpNetwork network;
    EXPECT_TRUE(IpNetwork::parse(text, network)) << text;
  }
  EXPECT_FALSE(contains({network("0.0.0.0/0")}, "not an address"));
  EXPECT_FALSE(contains({}, "192.0.2.1"));
}

}  // namespace
}  // namespace sangam::http::client
