#pragma once

// AddressTrie: from an address to what is said of the most specific of many networks that hold it.
// A radix tree with one node a network and at most one more for each fork, IPv4 and IPv6 apart.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernel/http/client/network.h"

namespace sangam::gateway {

using http::client::IpAddress;
using http::client::IpNetwork;

// Built once, then read by any thread.
class AddressTrie {
 public:
  using Value = std::uint32_t;

  // O(bits). Saying it again of the same network replaces what was said.
  void insert(const IpNetwork& network, Value value);
  // Of the longest prefix that holds `address`; nothing when none does. An IPv4-mapped IPv6 address
  // is the IPv4 address. O(bits), without allocation.
  std::optional<Value> find(const IpAddress& address) const noexcept;
  bool empty() const noexcept { return nodes_.empty(); }

 private:
  // The bits of an address from the first one on, in two words.
  struct Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
  };
  static constexpr std::int32_t kNone = -1;
  struct Node {
    Key key;
    int length = 0;  // how many bits of the key count
    std::optional<Value> value;
    std::array<std::int32_t, 2> below{kNone, kNone};
  };

  static Key key_of(const IpAddress& address) noexcept;
  static bool bit(const Key& key, int index) noexcept;
  static int shared_bits(const Key& a, const Key& b) noexcept;
  std::int32_t add(const Key& key, int length, std::optional<Value> value);
  std::int32_t place(std::int32_t at, const Node& node);
  Node& node(std::int32_t at) { return nodes_[static_cast<std::size_t>(at)]; }
  const Node& node(std::int32_t at) const { return nodes_[static_cast<std::size_t>(at)]; }

  std::vector<Node> nodes_;
  std::int32_t v4_ = kNone;
  std::int32_t v6_ = kNone;
};

}  // namespace sangam::gateway
