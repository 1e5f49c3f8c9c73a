#include "suites/platform/gateway/lock_out.h"

#include "kernel/gateway/rules.h"

namespace sangam::suites::platform::gateway {

void require_not_shut_out(const api::Call& call, const sangam::gateway::TenantPolicy& policy) {
  const auto address = sangam::gateway::IpAddress::parse(call.remote_address());
  if (!address) return;
  const sangam::gateway::AddressRules rules(policy.allowed_networks, policy.denied_networks);
  const auto rule = rules.refusing(*address);
  if (rule.empty()) return;
  throw Error{Code::refused,
              "These rules would refuse your own address, " + address->str() + " (" + rule + ")."};
}

}  // namespace sangam::suites::platform::gateway
