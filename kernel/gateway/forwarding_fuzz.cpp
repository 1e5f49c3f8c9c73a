// Feeds arbitrary text to the readers of networks, Forwarded and X-Forwarded-For. Nobody can make
// themselves a hop behind the last proxy: what is added in front changes neither reader's end.

#include "base/assert.h"
#include "kernel/gateway/forwarding.h"

namespace {

using namespace sangam;

void check_network(std::string_view text) {
  gateway::IpNetwork network;
  if (gateway::IpNetwork::parse(text, network)) return;
  std::string again;
  network.format(again);
  gateway::IpNetwork same;
  SANGAM_ASSERT(!gateway::IpNetwork::parse(again, same) && same == network);
  gateway::AddressTrie trie;
  trie.insert(network, 5);
  SANGAM_ASSERT(trie.find(network.address()).has_value() == network.contains(network.address()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_network(text);
  if (const auto hops = gateway::read_forwarded(text)) {
    const auto more = gateway::read_forwarded(std::string(text) + ", for=192.0.2.1");
    SANGAM_ASSERT(more && more->size() == hops->size() + 1);
    SANGAM_ASSERT(more->back().address == gateway::IpAddress::parse("192.0.2.1"));
  }
  const auto hops = gateway::read_forwarded_for(std::string(text) + ", 192.0.2.1");
  SANGAM_ASSERT(hops.back().address == gateway::IpAddress::parse("192.0.2.1"));
  return 0;
}
