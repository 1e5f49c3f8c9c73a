#include "kernel/gateway/address_trie.h"

#include <algorithm>
#include <bit>

namespace sangam::gateway {

AddressTrie::Key AddressTrie::key_of(const IpAddress& address) noexcept {
  Key key;
  for (std::size_t i = 0; i < 8; ++i) {
    key.high = key.high << 8 | address.bytes()[i];
    key.low = key.low << 8 | address.bytes()[i + 8];
  }
  return key;
}

bool AddressTrie::bit(const Key& key, int index) noexcept {
  return index < 64 ? (key.high >> (63 - index) & 1) != 0 : (key.low >> (127 - index) & 1) != 0;
}

int AddressTrie::shared_bits(const Key& a, const Key& b) noexcept {
  const auto high = std::countl_zero(a.high ^ b.high);
  return high < 64 ? high : 64 + std::countl_zero(a.low ^ b.low);
}

std::int32_t AddressTrie::add(const Key& key, int length, std::optional<Value> value) {
  nodes_.push_back({.key = key, .length = length, .value = value, .below = {kNone, kNone}});
  return static_cast<std::int32_t>(nodes_.size() - 1);
}

// Puts `given` below `at` and returns what stands there now. As deep as there are bits.
std::int32_t AddressTrie::place(std::int32_t at, const Node& given) {
  if (at == kNone) return add(given.key, given.length, given.value);
  const int shared =
      std::min({shared_bits(node(at).key, given.key), node(at).length, given.length});
  if (shared == node(at).length) {
    if (given.length == shared) {
      node(at).value = given.value;
      return at;
    }
    const std::size_t side = bit(given.key, shared) ? 1 : 0;
    const auto below = place(node(at).below[side], given);
    node(at).below[side] = below;
    return at;
  }
  const std::size_t old_side = bit(node(at).key, shared) ? 1 : 0;
  const auto above =
      add(given.key, shared, given.length == shared ? given.value : std::optional<Value>{});
  node(above).below[old_side] = at;
  if (given.length != shared) {
    const auto leaf = add(given.key, given.length, given.value);
    node(above).below[1 - old_side] = leaf;
  }
  return above;
}

void AddressTrie::insert(const IpNetwork& network, Value value) {
  auto& root = network.address().is_v4() ? v4_ : v6_;
  root = place(root, {.key = key_of(network.address()),
                      .length = network.bits(),
                      .value = value,
                      .below = {kNone, kNone}});
}

std::optional<AddressTrie::Value> AddressTrie::find(const IpAddress& given) const noexcept {
  const auto address = http::client::unmapped(given);
  const auto key = key_of(address);
  const int width = address.is_v4() ? 32 : 128;
  std::optional<Value> found;
  for (auto at = address.is_v4() ? v4_ : v6_; at != kNone;) {
    const auto& here = node(at);
    if (shared_bits(here.key, key) < here.length) break;
    if (here.value) found = here.value;
    if (here.length == width) break;
    at = here.below[bit(key, here.length) ? 1 : 0];
  }
  return found;
}

}  // namespace sangam::gateway
