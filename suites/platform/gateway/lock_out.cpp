#include "suites/platform/gateway/lock_out.h"

#include "kernel/gateway/rules.h"

namespace sangam::suites::platform::gateway {

namespace {

Error shuts_out(const std::string& whom, const std::string& rule) {
  return {Code::refused, "These rules would refuse your own " + whom + " (" + rule + ")."};
}

}  // namespace

void require_not_shut_out(const api::Call& call, const sangam::gateway::TenantPolicy& policy,
                          const sangam::gateway::Gate& gate) {
  const auto address = sangam::gateway::IpAddress::parse(call.remote_address());
  if (!address) return;
  const sangam::gateway::AddressRules addresses(policy.allowed_networks, policy.denied_networks);
  if (const auto rule = addresses.refusing(*address); !rule.empty())
    throw shuts_out("address, " + address->str(), rule);
  const sangam::gateway::CountryRules countries(policy.allowed_countries, policy.denied_countries);
  const auto country = gate.country_of(*address);
  if (const auto rule = countries.refusing(country); !rule.empty())
    throw shuts_out("country, " + country.str(), rule);
}

}  // namespace sangam::suites::platform::gateway
