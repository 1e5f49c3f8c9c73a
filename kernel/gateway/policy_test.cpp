#include "kernel/gateway/policy.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::gateway {
namespace {

template <class T>
std::string refused(std::string_view text) {
  T value;
  const auto fault = T::parse(text, value);
  return fault ? std::string(fault->code) : "";
}

TEST(PolicyValues, OriginsAreAsBrowsersWriteThem) {
  for (const auto* text : {"*", "https://app.example.com", "http://localhost:3000",
                           "https://192.0.2.1:8443", "http://[2001:db8::1]", "https://[::1]:444"})
    EXPECT_EQ(refused<WebOrigin>(text), "") << text;
  for (const auto* text :
       {"", "https://", "app.example.com", "https://App.example.com", "https://a.example/",
        "https://a.example:443", "http://a.example:80", "https://a.example:0", "https://a.example:",
        "https://a.example:065", "https://a.example:99999", "ftp://a.example", "https://a..example",
        "https://*.example.com", "https://[::1", "https://[0:0::1]", "https://u@a.example", "null"})
    EXPECT_EQ(refused<WebOrigin>(text), "not_an_origin") << text;
}

TEST(PolicyValues, CountriesAreTwoCapitals) {
  EXPECT_EQ(refused<CountryCode>("IN"), "");
  for (const auto* text : {"", "I", "in", "IND", "1A"})
    EXPECT_EQ(refused<CountryCode>(text), "not_a_country") << text;
}

TEST(PolicyValues, DomainsHaveADot) {
  EXPECT_EQ(refused<DomainName>("bank.example"), "");
  for (const auto* text :
       {"example", "Bank.example", ".example", "a.", "-a.example", "a_b.example"})
    EXPECT_EQ(refused<DomainName>(text), "not_a_domain") << text;
}

TEST(Policy, AChangeReplacesWhatItGives) {
  TenantPolicy policy;
  IpNetwork network;
  ASSERT_FALSE(IpNetwork::parse("192.0.2.0/24", network));
  TenantPolicyChange first;
  first.denied_networks = {network};
  apply(first, policy);
  TenantPolicyChange second;
  second.firewall = FirewallMode::detect;
  apply(second, policy);
  EXPECT_EQ(policy.denied_networks, std::vector{network});
  EXPECT_EQ(policy.firewall, FirewallMode::detect);
  TenantPolicy again;
  apply(as_change(policy), again);
  EXPECT_EQ(again.denied_networks, policy.denied_networks);
  EXPECT_EQ(again.firewall, policy.firewall);
}

TEST(Policy, AllFaultsAreTold) {
  TenantPolicy policy;
  WebOrigin any;
  ASSERT_FALSE(WebOrigin::parse("*", any));
  TenantPolicyChange change;
  change.denied_networks = std::vector<IpNetwork>(kNetworksMost + 1);
  change.cors_origins = {any};
  change.cors_credentials = true;
  try {
    apply(change, policy, "/rules");
    ADD_FAILURE() << "was taken";
  } catch (const Error& error) {
    ASSERT_EQ(error.fields.size(), 2U);
    EXPECT_EQ(error.fields[0].pointer, "/rules/denied_networks");
    EXPECT_EQ(error.fields[0].code, "too_many");
    EXPECT_EQ(error.fields[1].pointer, "/rules/cors_credentials");
  }
}

TEST(Policy, LimitsNameAKindOnce) {
  PlatformPolicy policy;
  PlatformPolicyChange change;
  RouteLimits limits;
  limits.route = RouteClass::hook;
  change.limits = {limits, limits};
  EXPECT_THROW(apply(change, policy), Error);
  EXPECT_TRUE(policy.limits.empty());
}

}  // namespace
}  // namespace sangam::gateway
