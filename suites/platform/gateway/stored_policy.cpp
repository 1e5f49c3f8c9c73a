#include "suites/platform/gateway/stored_policy.h"

#include <stdexcept>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"

namespace sangam::suites::platform::gateway {

namespace {

using sangam::gateway::Maintenance;
using sangam::gateway::PlatformPolicy;
using sangam::gateway::PlatformPolicyChange;
using sangam::gateway::TenantPolicy;
using sangam::gateway::TenantPolicyChange;

struct StoredMaintenance {
  std::optional<bool> on;
  std::optional<std::string> message;
  std::optional<std::int64_t> retry_after_seconds;
};
SANGAM_DESCRIBE(StoredMaintenance, (on, ""), (message, ""), (retry_after_seconds, ""))

template <class T>
T read(std::string_view json) {
  const auto document = api::JsonDocument::parse(json);
  T value{};
  api::Problems problems;
  if (document) api::read_json(document->root(), type_of<T>, &value, problems);
  if (!document || !problems.empty())
    throw std::runtime_error("a policy of the gateway cannot be read");
  return value;
}

}  // namespace

TenantPolicy tenant_policy_of(std::string_view json) {
  TenantPolicy policy;
  apply(read<TenantPolicyChange>(json), policy);
  return policy;
}

PlatformPolicy platform_policy_of(std::string_view json) {
  PlatformPolicy policy;
  apply(read<PlatformPolicyChange>(json), policy);
  return policy;
}

Maintenance maintenance_of(std::string_view json) {
  const auto kept = read<StoredMaintenance>(json);
  Maintenance maintenance;
  maintenance.on = kept.on.value_or(maintenance.on);
  maintenance.message = kept.message.value_or("");
  maintenance.retry_after_seconds =
      kept.retry_after_seconds.value_or(maintenance.retry_after_seconds);
  return maintenance;
}

std::string stored(const TenantPolicy& policy) { return api::to_json(as_change(policy)); }
std::string stored(const PlatformPolicy& policy) { return api::to_json(as_change(policy)); }
std::string stored(const Maintenance& maintenance) {
  return api::to_json(
      StoredMaintenance{maintenance.on, maintenance.message, maintenance.retry_after_seconds});
}

}  // namespace sangam::suites::platform::gateway
