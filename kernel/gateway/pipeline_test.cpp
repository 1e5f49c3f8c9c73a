#include "kernel/gateway/pipeline.h"

#include <gtest/gtest.h>

#include "kernel/api/identity.h"
#include "kernel/api/operation.h"

namespace sangam::gateway {
namespace {

IpNetwork network(std::string_view text) {
  IpNetwork network;
  EXPECT_FALSE(IpNetwork::parse(text, network)) << text;
  return network;
}

CountryCode country(std::string_view text) {
  CountryCode country;
  EXPECT_FALSE(CountryCode::parse(text, country));
  return country;
}

// The first step of a stage that refuses, and by which rule.
std::string refusing(const Visit& visit) {
  for (const auto& step : steps()) {
    if (step.stage != visit.stage || step.judge == nullptr) continue;
    const auto outcome = step.judge(visit);
    if (outcome.refused) return std::string(name(step.name)) + ": " + outcome.rule;
  }
  return "";
}

class PipelineTest : public ::testing::Test {
 protected:
  PipelineTest() {
    visit_.rules = &rules_;
    visit_.sets = {&rules_.platform, nullptr};
    visit_.route = RouteClass::operation;
    visit_.address = *IpAddress::parse("192.0.2.7");
  }
  void give(const TenantPolicy& policy) { rules_.platform = RuleSet(policy); }

  Rules rules_;
  Visit visit_;
};

TEST_F(PipelineTest, WithoutRulesNothingIsRefused) {
  EXPECT_EQ(refusing(visit_), "");
  visit_.stage = Stage::admission;
  EXPECT_EQ(refusing(visit_), "");
  EXPECT_TRUE(rules_.empty());
}

TEST_F(PipelineTest, TheMostSpecificNetworkDecides) {
  TenantPolicy policy;
  policy.denied_networks = {network("192.0.2.0/24")};
  give(policy);
  EXPECT_EQ(refusing(visit_), "addresses: deny 192.0.2.0/24");
  policy.allowed_networks = {network("192.0.2.0/29"), network("10.0.0.0/8")};
  give(policy);
  EXPECT_EQ(refusing(visit_), "");
  visit_.address = *IpAddress::parse("198.51.100.1");
  EXPECT_EQ(refusing(visit_), "addresses: allow");
  // Of a network in both lists the denial holds.
  policy.denied_networks.push_back(network("10.0.0.0/8"));
  give(policy);
  visit_.address = *IpAddress::parse("10.1.1.1");
  EXPECT_EQ(refusing(visit_), "addresses: deny 10.0.0.0/8");
}

TEST_F(PipelineTest, HealthIsAlwaysServed) {
  TenantPolicy policy;
  policy.denied_networks = {network("0.0.0.0/0")};
  policy.allowed_countries = {country("IN")};
  give(policy);
  rules_.maintenance.on = true;
  visit_.route = RouteClass::self;
  EXPECT_EQ(refusing(visit_), "");
}

TEST_F(PipelineTest, CountriesIncludeTheUnknownOne) {
  TenantPolicy policy;
  policy.allowed_countries = {country("IN")};
  give(policy);
  EXPECT_EQ(refusing(visit_), "countries: allow");
  visit_.country = country("IN");
  EXPECT_EQ(refusing(visit_), "");
  policy.denied_countries = {country("IN")};
  give(policy);
  EXPECT_EQ(refusing(visit_), "countries: deny IN");
}

TEST_F(PipelineTest, LimitsAreOfTheirKindOfRequest) {
  PlatformPolicy policy;
  policy.limits = {{.route = RouteClass::hook,
                    .head_bytes = Bounded<256, 16'384>{1'000},
                    .fields = Bounded<1, 100>{5},
                    .body_bytes = Bounded<0, 1'099'511'627'776>{10}}};
  set_platform(rules_, policy);
  visit_.head_bytes = 1'001;
  EXPECT_EQ(refusing(visit_), "");
  visit_.route = RouteClass::hook;
  EXPECT_EQ(refusing(visit_), "request_limits: head_bytes of hook");
  visit_.head_bytes = 1'000;
  visit_.fields = 6;
  EXPECT_EQ(refusing(visit_), "request_limits: fields of hook");
  visit_.fields = 5;
  visit_.body_bytes = 11;
  EXPECT_EQ(refusing(visit_), "request_limits: body_bytes of hook");
  visit_.body_bytes = 10;
  EXPECT_EQ(refusing(visit_), "");
  EXPECT_EQ(body_limit(rules_, RouteClass::hook), 10U);
  EXPECT_EQ(body_limit(rules_, RouteClass::door), std::nullopt);
}

TEST_F(PipelineTest, MaintenanceLeavesOperatorsAndSigningIn) {
  rules_.maintenance = {.on = true, .message = "", .retry_after_seconds = 60};
  api::Operation operation;
  operation.name = "ledger.accounts.list";
  api::Identity member;
  member.tenant = std::make_shared<api::Tenant>();
  member.tenant->number = 7;
  visit_.operation = &operation;
  EXPECT_EQ(refusing(visit_), "") << "it is not known yet who asks";
  visit_.stage = Stage::admission;
  visit_.identity = &member;
  EXPECT_EQ(refusing(visit_), "maintenance: maintenance");
  operation.name = "session.sign_out";
  EXPECT_EQ(refusing(visit_), "");
  operation.name = "sessions.list";
  EXPECT_EQ(refusing(visit_), "maintenance: maintenance");
  member.tenant->number = api::kPlatformTenant;
  EXPECT_EQ(refusing(visit_), "");
  visit_.identity = nullptr;
  operation.name = "session.sign_in";
  operation.audience = api::Audience::everyone;
  EXPECT_EQ(refusing(visit_), "");
  operation.name = "invitations.accept";
  EXPECT_EQ(refusing(visit_), "maintenance: maintenance");
  visit_.stage = Stage::arrival;
  visit_.operation = nullptr;
  visit_.route = RouteClass::door;
  EXPECT_EQ(refusing(visit_), "maintenance: maintenance");
  visit_.route = RouteClass::files;
  EXPECT_EQ(refusing(visit_), "");
}

TEST_F(PipelineTest, AHostNamesItsTenant) {
  rules_.tenant_domain = ".bank.example";
  EXPECT_EQ(tenant_label(rules_, "acme.bank.example"), "acme");
  EXPECT_EQ(tenant_label(rules_, "a.b.bank.example"), "");
  EXPECT_EQ(tenant_label(rules_, "bank.example"), "");
  EXPECT_EQ(tenant_label(rules_, "acme.bank.example.evil"), "");
  api::Identity member;
  member.tenant = std::make_shared<api::Tenant>();
  member.tenant->slug = "acme";
  visit_.stage = Stage::admission;
  visit_.identity = &member;
  visit_.host = "acme.bank.example";
  EXPECT_EQ(refusing(visit_), "");
  visit_.host = "other.bank.example";
  EXPECT_EQ(refusing(visit_), "tenant: host other.bank.example");
}

TEST_F(PipelineTest, AFirewallLooksWhereItIsTold) {
  FirewallRules rules;
  EXPECT_TRUE(rules.looks_at(RouteClass::hook));
  EXPECT_FALSE(rules.looks_at(RouteClass::operation));
  rules.scope = FirewallScope::everything;
  EXPECT_TRUE(rules.looks_at(RouteClass::operation));
  EXPECT_FALSE(rules.looks_at(RouteClass::self));
  rules.mode = FirewallMode::off;
  EXPECT_FALSE(rules.looks_at(RouteClass::hook));
}

TEST(Steps, ComeInTheOrderThatIsTold) {
  using enum StepName;
  std::vector<StepName> arrival;
  std::vector<StepName> admission;
  for (const auto& step : steps())
    (step.stage == Stage::arrival ? arrival : admission).push_back(step.name);
  EXPECT_EQ(arrival, (std::vector{request_limits, addresses, countries, maintenance, firewall}));
  EXPECT_EQ(admission, (std::vector{tenant, addresses, countries, maintenance, firewall}));
}

TEST(Rules, TenantsComeAndGo) {
  Rules rules;
  auto tenant = std::make_shared<TenantRules>();
  tenant->number = 3;
  tenant->slug = "acme";
  tenant->id = "tnt_1";
  TenantPolicy policy;
  policy.cors_origins.emplace_back();
  tenant->rules = RuleSet(policy);
  set_tenant(rules, 3, tenant);
  EXPECT_EQ(rules.find("acme"), tenant.get());
  EXPECT_EQ(rules.find("tnt_1"), rules.find(3));
  EXPECT_TRUE(rules.has_origins());
  EXPECT_FALSE(rules.empty());
  set_tenant(rules, 3, tenant);
  EXPECT_EQ(rules.tenants_with_origins, 1U);
  set_tenant(rules, 3, nullptr);
  EXPECT_EQ(rules.find("acme"), nullptr);
  EXPECT_FALSE(rules.has_origins());
  EXPECT_TRUE(rules.empty());
}

}  // namespace
}  // namespace sangam::gateway
