#include "kernel/gateway/upstream_rule.h"

#include "kernel/http/client/url.h"

namespace sangam::gateway {

Verdict UpstreamAddress::parse(std::string_view text, UpstreamAddress& address) {
  const auto url = http::client::parse_url(text);
  if (!url) return Fault{"not_an_address", url.error()};
  if (url->target != "/" || text.ends_with('/'))
    return Fault{"not_an_address", "must be a scheme, a host and a port without a path"};
  address.text_ = text;
  return {};
}

}  // namespace sangam::gateway
