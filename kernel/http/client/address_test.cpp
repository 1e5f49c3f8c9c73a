#include "kernel/http/client/address.h"

#include <gtest/gtest.h>

namespace sangam::http::client {
namespace {

AddressKind kind(std::string_view text) {
  const auto address = IpAddress::parse(text);
  EXPECT_TRUE(address.has_value()) << text;
  return address ? kind_of(*address) : AddressKind::reserved;
}

struct Case {
  std::string_view text;
  AddressKind kind;
};

// The first and the last of each range, and their neighbours outside.
constexpr Case kCases[] = {
    {"0.0.0.0", AddressKind::unspecified},
    {"0.255.255.255", AddressKind::unspecified},
    {"1.0.0.0", AddressKind::global},
    {"9.255.255.255", AddressKind::global},
    {"10.0.0.0", AddressKind::private_use},
    {"10.255.255.255", AddressKind::private_use},
    {"11.0.0.0", AddressKind::global},
    {"100.63.255.255", AddressKind::global},
    {"100.64.0.0", AddressKind::carrier_nat},
    {"100.100.100.200", AddressKind::metadata},
    {"100.127.255.255", AddressKind::carrier_nat},
    {"100.128.0.0", AddressKind::global},
    {"126.255.255.255", AddressKind::global},
    {"127.0.0.0", AddressKind::loopback},
    {"127.0.0.1", AddressKind::loopback},
    {"127.255.255.255", AddressKind::loopback},
    {"128.0.0.0", AddressKind::global},
    {"168.63.129.15", AddressKind::global},
    {"168.63.129.16", AddressKind::metadata},
    {"169.253.255.255", AddressKind::global},
    {"169.254.0.0", AddressKind::link_local},
    {"169.254.169.254", AddressKind::metadata},
    {"169.254.170.2", AddressKind::metadata},
    {"169.254.170.23", AddressKind::metadata},
    {"169.254.255.255", AddressKind::link_local},
    {"169.255.0.0", AddressKind::global},
    {"172.15.255.255", AddressKind::global},
    {"172.16.0.0", AddressKind::private_use},
    {"172.31.255.255", AddressKind::private_use},
    {"172.32.0.0", AddressKind::global},
    {"191.255.255.255", AddressKind::global},
    {"192.0.0.0", AddressKind::reserved},
    {"192.0.0.192", AddressKind::metadata},
    {"192.0.0.255", AddressKind::reserved},
    {"192.0.1.0", AddressKind::global},
    {"192.0.2.0", AddressKind::documentation},
    {"192.0.2.255", AddressKind::documentation},
    {"192.0.3.0", AddressKind::global},
    {"192.31.196.1", AddressKind::reserved},
    {"192.52.193.1", AddressKind::reserved},
    {"192.88.98.255", AddressKind::global},
    {"192.88.99.0", AddressKind::embedded_v4},
    {"192.88.99.255", AddressKind::embedded_v4},
    {"192.167.255.255", AddressKind::global},
    {"192.168.0.0", AddressKind::private_use},
    {"192.168.255.255", AddressKind::private_use},
    {"192.169.0.0", AddressKind::global},
    {"192.175.48.1", AddressKind::reserved},
    {"198.17.255.255", AddressKind::global},
    {"198.18.0.0", AddressKind::benchmarking},
    {"198.19.255.255", AddressKind::benchmarking},
    {"198.20.0.0", AddressKind::global},
    {"198.51.100.7", AddressKind::documentation},
    {"203.0.113.7", AddressKind::documentation},
    {"223.255.255.255", AddressKind::global},
    {"224.0.0.0", AddressKind::multicast},
    {"239.255.255.255", AddressKind::multicast},
    {"240.0.0.0", AddressKind::reserved},
    {"255.255.255.254", AddressKind::reserved},
    {"255.255.255.255", AddressKind::broadcast},
    {"::", AddressKind::unspecified},
    {"::1", AddressKind::loopback},
    {"::2", AddressKind::embedded_v4},
    {"::127.0.0.1", AddressKind::embedded_v4},
    {"::8.8.8.8", AddressKind::embedded_v4},
    {"::ffff:127.0.0.1", AddressKind::embedded_v4},
    {"::ffff:8.8.8.8", AddressKind::embedded_v4},
    {"::ffff:a9fe:a9fe", AddressKind::embedded_v4},
    {"::ffff:0:7f00:1", AddressKind::embedded_v4},
    {"::1:0:0:1", AddressKind::reserved},
    {"64:ff9b::7f00:1", AddressKind::embedded_v4},
    {"64:ff9b::808:808", AddressKind::embedded_v4},
    {"64:ff9b:1::1", AddressKind::embedded_v4},
    {"64:ff9b:2::1", AddressKind::reserved},
    {"100::1", AddressKind::reserved},
    {"1fff:ffff::1", AddressKind::reserved},
    {"2000::1", AddressKind::global},
    {"2001::1", AddressKind::embedded_v4},
    {"2001:2::1", AddressKind::benchmarking},
    {"2001:20::1", AddressKind::reserved},
    {"2001:1ff:ffff::1", AddressKind::reserved},
    {"2001:200::1", AddressKind::global},
    {"2001:db7:ffff::1", AddressKind::global},
    {"2001:db8::1", AddressKind::documentation},
    {"2001:db9::1", AddressKind::global},
    {"2002:7f00:1::1", AddressKind::embedded_v4},
    {"2002:808:808::1", AddressKind::embedded_v4},
    {"2003::1", AddressKind::global},
    {"2606:4700:4700::1111", AddressKind::global},
    {"2620:4f:8000::1", AddressKind::reserved},
    {"2606:4700::200:5efe:7f00:1", AddressKind::embedded_v4},
    {"2606:4700::5efe:a00:1", AddressKind::embedded_v4},
    {"3fff::1", AddressKind::documentation},
    {"3fff:fff::1", AddressKind::documentation},
    {"3fff:1000::1", AddressKind::global},
    {"4000::1", AddressKind::reserved},
    {"5f00::1", AddressKind::reserved},
    {"fbff::1", AddressKind::reserved},
    {"fc00::1", AddressKind::private_use},
    {"fd00:ec2::254", AddressKind::metadata},
    {"fd20:ce::254", AddressKind::metadata},
    {"fdff:ffff::1", AddressKind::private_use},
    {"fe00::1", AddressKind::reserved},
    {"fe80::1", AddressKind::link_local},
    {"febf::1", AddressKind::link_local},
    {"fec0::1", AddressKind::private_use},
    {"feff::1", AddressKind::private_use},
    {"ff00::1", AddressKind::multicast},
    {"ff02::1", AddressKind::multicast},
};

TEST(Address, KnowsWhatAnAddressIsFor) {
  for (const auto& [text, expected] : kCases)
    EXPECT_EQ(name(kind(text)), name(expected)) << text;
}

// Every IPv4 address that is not public is not public either inside an IPv6 one.
TEST(Address, RefusesWhatHoldsAnotherAddress) {
  for (const auto& prefix : {"::ffff:", "::", "64:ff9b::", "::ffff:0:"})
    for (const auto& inside : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "8.8.8.8", "0.0.0.1"})
      EXPECT_FALSE(is_public(*IpAddress::parse(std::string(prefix) + inside))) << prefix << inside;
}

TEST(Address, ReadsTextStrictly) {
  for (const auto& text : {"",
                           "1",
                           "1.2.3",
                           "1.2.3.4.5",
                           "1.2.3.",
                           ".1.2.3",
                           "1..2.3",
                           "256.1.1.1",
                           "1.1.1.256",
                           "01.2.3.4",
                           "1.2.3.04",
                           "0x7f.0.0.1",
                           "0177.0.0.1",
                           "2130706433",
                           "127.1",
                           "1.2.3.4 ",
                           " 1.2.3.4",
                           "1.2.3.4\n",
                           "+1.2.3.4",
                           "-1.2.3.4",
                           "1.2.3.4/8",
                           "::1%lo",
                           "[::1]",
                           ":::1",
                           "1::2::3",
                           "fe80::1%25eth0",
                           "::ffff:127.0.0.256",
                           "::1/128",
                           "localhost"})
    EXPECT_FALSE(IpAddress::parse(text).has_value()) << text;
  EXPECT_FALSE(IpAddress::parse(std::string_view("::1\0", 4)).has_value());
  EXPECT_EQ(IpAddress::parse("2001:0DB8:0:0:0:0:0:1")->str(), "2001:db8::1");
  EXPECT_EQ(IpAddress::parse("192.0.2.1")->str(), "192.0.2.1");
}

}  // namespace
}  // namespace sangam::http::client
