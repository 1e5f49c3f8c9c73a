#include "kernel/store/platform_tables.h"

#include <algorithm>

namespace sangam::store {
namespace {

// Sorted. Adding a name here is a decision: its rows are outside row-level security, and every
// statement on it must keep tenants apart by itself.
constexpr std::string_view kPlatformTables[] = {
    "kernel.audit_cursor",    // where the sealer stands
    "kernel.consumers",       // where each event consumer stands
    "kernel.cursors",         // where relay and sealer stand
    "kernel.job_shards",      // who dispatches a shard of jobs
    "kernel.job_workers",     // processes that dispatch jobs
    "kernel.lanes",           // who owns a shard, and its last batch
    "kernel.log_partitions",  // the pieces of the event log
    "kernel.master_key",      // which master key wraps the tenants' keys
    "kernel.migrations",      // which schema files were applied
    "kernel.relay_state",     // what the relay is at
    "kernel.replays",         // replays of events for a consumer
    "platform.api_keys",      // a key is looked up before its tenant is known
    "platform.sessions",      // as are sessions
    "platform.tenants",
    "platform.users",           // and users, by e-mail address
    "webhooks.lease",           // which process delivers
    "webhooks.source_tenants",  // a source is named before its tenant is known
};
static_assert(std::ranges::is_sorted(kPlatformTables));

}  // namespace

std::span<const std::string_view> platform_tables() noexcept { return kPlatformTables; }

bool is_platform_table(std::string_view qualified_name) noexcept {
  return std::ranges::binary_search(kPlatformTables, qualified_name);
}

}  // namespace sangam::store
