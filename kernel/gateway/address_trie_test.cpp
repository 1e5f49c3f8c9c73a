#include "kernel/gateway/address_trie.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam::gateway {
namespace {

IpNetwork network(std::string_view text) {
  IpNetwork network;
  EXPECT_FALSE(IpNetwork::parse(text, network)) << text;
  return network;
}

IpAddress address(std::string_view text) { return *IpAddress::parse(text); }

TEST(AddressTrie, AnEmptyOneHoldsNothing) {
  const AddressTrie trie;
  EXPECT_TRUE(trie.empty());
  EXPECT_EQ(trie.find(address("192.0.2.1")), std::nullopt);
  EXPECT_EQ(trie.find(address("2001:db8::1")), std::nullopt);
}

TEST(AddressTrie, TheLongestPrefixDecides) {
  AddressTrie trie;
  trie.insert(network("10.0.0.0/8"), 1);
  trie.insert(network("10.1.0.0/16"), 2);
  trie.insert(network("10.1.2.3"), 3);
  EXPECT_EQ(trie.find(address("10.9.9.9")), 1U);
  EXPECT_EQ(trie.find(address("10.1.9.9")), 2U);
  EXPECT_EQ(trie.find(address("10.1.2.3")), 3U);
  EXPECT_EQ(trie.find(address("11.0.0.0")), std::nullopt);
  trie.insert(network("0.0.0.0/0"), 4);
  EXPECT_EQ(trie.find(address("11.0.0.0")), 4U);
  EXPECT_EQ(trie.find(address("::1")), std::nullopt);
}

TEST(AddressTrie, AMappedAddressIsTheIpv4Address) {
  AddressTrie trie;
  trie.insert(network("192.0.2.0/24"), 7);
  EXPECT_EQ(trie.find(address("::ffff:192.0.2.9")), 7U);
  EXPECT_EQ(trie.find(address("::ffff:192.0.3.9")), std::nullopt);
}

TEST(AddressTrie, TheLastWordOnANetworkHolds) {
  AddressTrie trie;
  trie.insert(network("2001:db8::/32"), 1);
  trie.insert(network("2001:db8::/32"), 2);
  EXPECT_EQ(trie.find(address("2001:db8::1")), 2U);
}

// Few different bits, so that networks nest and addresses meet them.
rc::Gen<std::pair<IpAddress, int>> narrow_network() {
  return rc::gen::map(rc::gen::tuple(rc::gen::arbitrary<bool>(),
                                     rc::gen::container<std::vector<std::uint8_t>>(
                                         16, rc::gen::element<std::uint8_t>(0, 1, 128, 255)),
                                     rc::gen::inRange(0, 129)),
                      [](const std::tuple<bool, std::vector<std::uint8_t>, int>& made) {
                        const auto& [v4, bytes, bits] = made;
                        std::array<std::uint8_t, 16> all{};
                        std::ranges::copy(bytes, all.begin());
                        if (v4)
                          return std::pair{IpAddress::v4({all[0], all[1], all[2], all[3]}),
                                           std::min(bits, 32)};
                        return std::pair{IpAddress::v6(all), bits};
                      });
}

IpNetwork masked(const IpAddress& address, int bits) {
  auto bytes = address.bytes();
  for (int i = bits; i < 128; ++i)
    bytes[static_cast<std::size_t>(i / 8)] &= static_cast<std::uint8_t>(~(0x80U >> (i % 8)));
  const auto zeroed = address.is_v4() ? IpAddress::v4({bytes[0], bytes[1], bytes[2], bytes[3]})
                                      : IpAddress::v6(bytes);
  return network(zeroed.str() + "/" + std::to_string(bits));
}

RC_GTEST_PROP(AddressTrie, FindsWhatAWalkOverAllNetworksFinds, ()) {
  const auto made = *rc::gen::container<std::vector<std::pair<IpAddress, int>>>(narrow_network());
  std::vector<IpNetwork> networks;
  AddressTrie trie;
  for (const auto& [from, bits] : made) {
    trie.insert(masked(from, bits), static_cast<std::uint32_t>(networks.size()));
    networks.push_back(masked(from, bits));
  }
  const auto asked = *rc::gen::container<std::vector<std::pair<IpAddress, int>>>(narrow_network());
  for (const auto& [address, unused] : asked) {
    std::optional<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < networks.size(); ++i)
      if (networks[i].contains(address) &&
          (!expected || networks[i].bits() >= networks[*expected].bits()))
        expected = i;
    RC_ASSERT(trie.find(address) == expected);
  }
}

}  // namespace
}  // namespace sangam::gateway
