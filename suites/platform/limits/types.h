#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "kernel/api/audit_detail.h"
#include "kernel/gateway/limits/rate.h"
#include "kernel/gateway/limits/shedder.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::limits {

namespace gates = sangam::gateway::limits;

struct RateSetting {
  Bounded<1, gates::Rate::kQuotaMost> quota;
  Bounded<1, gates::Rate::kWindowMost> window_seconds;

  gates::Rate rate() const noexcept {
    return {static_cast<std::uint32_t>(quota.value),
            static_cast<std::uint32_t>(window_seconds.value)};
  }
};
SANGAM_DESCRIBE(RateSetting, (quota, "Requests at once, and in every window in the long run"),
                (window_seconds, "In which a used up quota is there again; it flows back evenly"))

// What a plan, or an operator for one tenant, says. What is absent is not limited by it.
struct LimitSettings {
  std::optional<RateSetting> tenant;
  std::optional<RateSetting> read;
  std::optional<RateSetting> write;
  std::optional<RateSetting> bulk;
  std::optional<RateSetting> user;
  std::optional<RateSetting> key;
  std::optional<RateSetting> address;
  std::optional<Bounded<1, 64>> at_work;
  std::optional<Bounded<0, 1'000'000'000'000>> calls_a_month;
};
SANGAM_DESCRIBE(LimitSettings, (tenant, "All requests of a tenant"), (read, "Queries of a tenant"),
                (write, "Its commands, postings, processes and tasks"),
                (bulk, "Its streams, uploads and downloads, as they begin"),
                (user, "Each user, or program that acts for one"), (key, "Each API key"),
                (address,
                 "Each network address of those who are not signed in, wrong credentials among"
                 " them; of the plan named default only"),
                (at_work, "Queries and commands of a tenant at work at once, on each event loop"),
                (calls_a_month,
                 "Calls a month of UTC after which all further ones are refused; without it, what"
                 " the commercial plan allows warns and refuses nothing"))

using PlanName = Text<1, 40>;

struct LimitPlan {
  std::string name;
  LimitSettings limits;
};
SANGAM_DESCRIBE(LimitPlan, (name, "Of the plan; default holds for tenants without another"),
                (limits, "What it allows"))

struct LimitPlans {
  std::vector<LimitPlan> items;
};
SANGAM_DESCRIBE(LimitPlans, (items, "By name"))

struct OneLimitPlan {
  PlanName name;
};
SANGAM_DESCRIBE(OneLimitPlan, (name, "Of the plan"))

struct SetLimitPlan {
  PlanName name;
  LimitSettings limits;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetLimitPlan, (name, "Of the plan; default holds for tenants without another"),
                (limits, "What it allows; replaces what it allowed"),
                (reason, "Why, for the audit"))

struct TenantLimits {
  std::optional<std::string> plan;
  LimitSettings limits;
};
SANGAM_DESCRIBE(TenantLimits, (plan, "Name of its plan; absent: default"),
                (limits, "What holds for it in place of what the plan says"))

struct OneTenantLimits {
  TenantId id;
};
SANGAM_DESCRIBE(OneTenantLimits, (id, "The tenant"))

struct SetTenantLimits {
  TenantId id;
  std::optional<PlanName> plan;
  std::optional<LimitSettings> limits;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetTenantLimits, (id, "The tenant"),
                (plan, "Name of its plan; default unless given"),
                (limits, "What holds for it in place of what the plan says; nothing unless given"),
                (reason, "Why, for the audit"))

struct KeyLimit {
  ApiKeyId key;
  RateSetting limit;
};
SANGAM_DESCRIBE(KeyLimit, (key, "The API key"), (limit, "How much it may ask"))

struct KeyLimits {
  std::vector<KeyLimit> items;
};
SANGAM_DESCRIBE(KeyLimits, (items, "By key"))

struct SetKeyLimit {
  ApiKeyId key;
  RateSetting limit;
};
SANGAM_DESCRIBE(SetKeyLimit, (key, "The API key"), (limit, "How much it may ask"))

struct OneKeyLimit {
  ApiKeyId key;
};
SANGAM_DESCRIBE(OneKeyLimit, (key, "The API key"))

enum class LimitKind : std::uint8_t { tenant, read, write, bulk, user, key };
SANGAM_ENUM(LimitKind, tenant, read, write, bulk, user, key)

struct EffectiveLimit {
  LimitKind limit = LimitKind::tenant;
  std::int64_t quota = 0;
  std::int32_t window_seconds = 0;
  std::int64_t remaining = 0;
};
SANGAM_DESCRIBE(EffectiveLimit, (limit, "Of what"),
                (quota, "Requests at once, and in every window in the long run"),
                (window_seconds, "In which a used up quota is there again"),
                (remaining, "How many are left now"))

struct MonthlyQuota {
  std::int64_t used = 0;
  std::int64_t allowed = 0;
};
SANGAM_DESCRIBE(MonthlyQuota, (used, "Calls of this month of UTC that were not refused"),
                (allowed, "After which all further ones are refused"))

struct EffectiveLimits {
  std::string plan;
  std::vector<EffectiveLimit> limits;
  std::optional<std::int64_t> at_work;
  std::optional<MonthlyQuota> calls_a_month;
  bool shared = false;
};
SANGAM_DESCRIBE(EffectiveLimits, (plan, "Name of the plan"),
                (limits, "What holds for whoever asks; what is absent is not limited"),
                (at_work, "Queries and commands at work at once, on each event loop"),
                (calls_a_month, "The quota of calls, where there is a hard one"),
                (shared, "Whether all processes of the server count together at this moment"))

struct TurnedAway {
  std::string reason;
  std::int64_t requests = 0;
};
SANGAM_DESCRIBE(TurnedAway, (reason, "A limit, or what else kept them out"),
                (requests, "How many, since the process started"))

struct LimitsState {
  bool to_be_shared = false;
  bool shared = false;
  std::int32_t shedding = 0;
  std::int64_t loop_lag_ms = 0;
  double cpu_pressure = 0;
  std::int64_t at_work = 0;
  std::int64_t waiting = 0;
  std::int64_t buckets = 0;
  std::vector<TurnedAway> turned_away;
};
SANGAM_DESCRIBE(LimitsState, (to_be_shared, "Whether processes are to count together, by Redis"),
                (shared, "Whether they do"),
                (shedding,
                 "0: nothing; 1: strangers and bulk are turned away; 2: queries too; 3: all but"
                 " operators"),
                (loop_lag_ms, "How late the event loop is that is worst off"),
                (cpu_pressure, "Share of time in which work waited for a processor, 0 to 1"),
                (at_work, "Calls at work"), (waiting, "Calls that wait for their turn"),
                (buckets, "Counted with less than all of their quota left"),
                (turned_away, "By reason"))

}  // namespace sangam::suites::platform::limits
