// Feeds arbitrary text to the readers of addresses. What was read means the same when read again,
// and a host that is a name is never one that another reader takes for an IP address.

#include <arpa/inet.h>

#include "base/assert.h"
#include "kernel/http/client/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::http::client;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto address = IpAddress::parse(text)) {
    const auto again = IpAddress::parse(address->str());
    SANGAM_ASSERT(again && *again == *address);
    SANGAM_ASSERT(kind_of(*again) == kind_of(*address));
  }
  const auto url = parse_url(text);
  if (!url) return 0;
  const auto again = parse_url(url->str());
  SANGAM_ASSERT(again.has_value() && *again == *url);
  SANGAM_ASSERT(url->port != 0 && url->target.starts_with('/'));
  SANGAM_ASSERT(url->host.find_first_of("@/\\?#%") == std::string::npos);
  in_addr loose{};
  const bool loosely_v4 = ::inet_aton(url->host.c_str(), &loose) != 0;
  SANGAM_ASSERT(!loosely_v4 || (url->address && url->address->is_v4()));
  return 0;
}
