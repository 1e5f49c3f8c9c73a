#pragma once

// What operations of this module take and give.

#include <optional>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/audit_detail.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::usage {

// What there is a history of.
enum class UsageMeter : std::uint8_t { calls, events, webhook_deliveries, jobs, storage_bytes };
SANGAM_ENUM(UsageMeter, calls, events, webhook_deliveries, jobs, storage_bytes)

// By whom calls were made.
struct UsageCallers {
  std::int64_t person = 0;
  std::int64_t api_key = 0;
  std::int64_t access_token = 0;
  std::int64_t directory = 0;
};
SANGAM_DESCRIBE(UsageCallers, (person, "People who signed in"), (api_key, "API keys"),
                (access_token, "Access tokens"), (directory, "Directories, over SCIM"))

struct UsageDay {
  Date day;
  std::int64_t value = 0;
  std::int64_t refused = 0;
  std::int64_t failed = 0;
  std::optional<UsageCallers> callers;
};
SANGAM_DESCRIBE(
    UsageDay, (day, "Of UTC"), (value, "All of it; of storage_bytes what was measured that day"),
    (refused, "Of these: calls that the caller got wrong (4xx), jobs that somebody cancelled"),
    (failed, "Of these: calls that failed (5xx), jobs given up, deliveries that did not arrive"),
    (callers, "Of calls: by whom they were made"))

struct UsageHistory {
  UsageMeter meter = UsageMeter::calls;
  Date from;
  Date to;
  std::vector<UsageDay> days;
};
SANGAM_DESCRIBE(UsageHistory, (meter, "What was counted"), (from, "The first day asked for"),
                (to, "The last one"),
                (days, "Days with figures, oldest first; on others nothing was counted"))

struct ReadUsageHistory {
  UsageMeter meter = UsageMeter::calls;
  std::optional<Date> from;
  std::optional<Date> to;
};
SANGAM_DESCRIBE(ReadUsageHistory, (meter, "What"),
                (from, "The first day, of UTC; 29 days before the last unless given"),
                (to, "The last day; today unless given"))

struct ReadTenantUsageHistory {
  TenantId id;
  UsageMeter meter = UsageMeter::calls;
  std::optional<Date> from;
  std::optional<Date> to;
};
SANGAM_DESCRIBE(ReadTenantUsageHistory, (id, "The tenant"), (meter, "What"),
                (from, "The first day, of UTC; 29 days before the last unless given"),
                (to, "The last day; today unless given"))

struct LimitUsage {
  Limit limit = Limit::users;
  std::int64_t used = 0;
  std::optional<std::int64_t> allowed;
};
SANGAM_DESCRIBE(LimitUsage,
                (limit,
                 "Of what; people who are invited count as users, calls are those of this"
                 " month of UTC, storage_bytes what was measured last"),
                (used, "How many there are"),
                (allowed, "How many there may be; absent: any number"))

struct Usage {
  std::string plan;
  std::vector<LimitUsage> limits;
};
SANGAM_DESCRIBE(Usage, (plan, "Name of the plan; empty: none was set"),
                (limits, "What is used of what is allowed"))

using MostAllowed = Bounded<0, 1'000'000>;
using MostCalls = Bounded<0, 1'000'000'000'000>;
using MostBytes = Bounded<0, 1'000'000'000'000'000>;

struct OneTenantUsage {
  TenantId id;
};
SANGAM_DESCRIBE(OneTenantUsage, (id, "The tenant"))

struct SetPlan {
  TenantId id;
  Text<1, 80> name;
  std::optional<MostAllowed> users;
  std::optional<MostAllowed> api_keys;
  std::optional<MostCalls> calls;
  std::optional<MostBytes> storage_bytes;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetPlan, (id, "The tenant"), (name, "Of the plan, for people"),
                (users, "How many users there may be; any number unless given"),
                (api_keys, "How many API keys there may be; any number unless given"),
                (calls, "How many calls a month owners are told of; any number unless given"),
                (storage_bytes,
                 "How many stored bytes owners are told of; any number unless given"),
                (reason, "Why, for the audit"))

}  // namespace sangam::suites::platform::usage
