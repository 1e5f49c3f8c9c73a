#include "suites/platform/gateway/rule_watch.h"

#include "base/assert.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/api/identity.h"
#include "kernel/clock/clock.h"
#include "kernel/gateway/gate.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/gateway/statements.h"
#include "suites/platform/gateway/stored_policy.h"

namespace sangam::suites::platform::gateway {

namespace {

using runtime::Deadline;
using sangam::gateway::Rules;
using sangam::gateway::TenantRules;

constexpr std::chrono::milliseconds kLookEvery{300};
constexpr std::chrono::seconds kPatience{5};
// All are read so often, because rows of tenants that are deleted go without a trace.
constexpr int kAllEvery = 200;
// A row may be committed this long after its time was taken: no write transaction lasts longer,
// and clocks of processes may differ.
constexpr std::int64_t kLateness = 15 * kNanosecondsPerSecond;

struct PolicyRow {
  std::int32_t tenant_id = 0;
  std::string policy;
  Uuid id;
  std::string slug;
};
SANGAM_DESCRIBE(PolicyRow, (tenant_id, ""), (policy, ""), (id, ""), (slug, ""))

struct PlatformRow {
  std::string policy;
  std::string maintenance;
};
SANGAM_DESCRIBE(PlatformRow, (policy, ""), (maintenance, ""))

std::shared_ptr<const TenantRules> compiled(const PolicyRow& row) {
  auto rules = std::make_shared<TenantRules>();
  rules->number = row.tenant_id;
  rules->slug = row.slug;
  rules->id = TenantId{row.id}.str();
  rules->rules = sangam::gateway::RuleSet(tenant_policy_of(row.policy));
  return rules;
}

}  // namespace

void RuleWatch::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  loops_.call(0, [this] { start_detached(run()); });
  begun_.get_future().get();
}

void RuleWatch::stop() {
  if (!std::exchange(running_, false)) return;
  loops_.call(0, [this] { stopping_ = true; });
  ended_.get_future().wait();
}

Task<void> RuleWatch::run() {
  bool failing = false;
  bool begun = false;
  while (!stopping_) {
    std::string failure;
    try {
      co_await look();
      failing = false;
      if (!std::exchange(begun, true)) begun_.set_value();
    } catch (const std::exception& error) {
      failure = error.what();
      if (!std::exchange(begun, true)) begun_.set_exception(std::current_exception());
    }
    if (!failure.empty() && !std::exchange(failing, true))
      log::warning("the gateway's rules cannot be read", {{"reason", failure}});
    co_await runtime::sleep(loops_.loop(0), kLookEvery);
  }
  ended_.set_value();
}

Task<void> RuleWatch::look() {
  const bool all = looks_ % kAllEvery == 0;
  const auto now = clock::system_now();
  Rules rules = rules_;
  const bool tenants = co_await read_tenants(rules, all);
  const bool platform = co_await read_platform(rules);
  last_look_ = now;
  ++looks_;
  if (!tenants && !platform && published_) co_return;
  rules_ = rules;
  published_ = true;
  gate_.publish(std::make_shared<const Rules>(std::move(rules)));
}

Task<bool> RuleWatch::read_tenants(Rules& rules, bool all) {
  store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience), store::Mode::read_only);
  const Timestamp since{all ? -1 : last_look_.nanoseconds - kLateness};
  const auto rows = co_await work.rows<PolicyRow>(kReadPolicies, since);
  bool changed = false;
  std::unordered_map<std::int32_t, std::string> present;
  for (const auto& row : rows) {
    if (all) present[row.tenant_id] = row.policy;
    const auto known = policies_.find(row.tenant_id);
    if (known != policies_.end() && known->second == row.policy) continue;
    set_tenant(rules, row.tenant_id, compiled(row));
    policies_[row.tenant_id] = row.policy;
    changed = true;
  }
  if (!all) co_return changed;
  for (const auto& [tenant, policy] : std::exchange(policies_, present)) {
    if (policies_.contains(tenant)) continue;
    set_tenant(rules, tenant, nullptr);
    changed = true;
  }
  co_return changed;
}

Task<bool> RuleWatch::read_platform(Rules& rules) {
  store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience), store::Mode::read_only);
  const auto row = co_await work.row<PlatformRow>(kReadPlatform);
  if (!row || (row->policy == platform_ && row->maintenance == maintenance_)) co_return false;
  set_platform(rules, platform_policy_of(row->policy));
  rules.maintenance = maintenance_of(row->maintenance);
  platform_ = row->policy;
  maintenance_ = row->maintenance;
  co_return true;
}

}  // namespace sangam::suites::platform::gateway
