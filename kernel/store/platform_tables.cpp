#include "kernel/store/platform_tables.h"

#include <algorithm>

namespace sangam::store {
namespace {

// Sorted. Adding a name here is a decision: its rows are outside row-level security, and every
// statement on it must keep tenants apart by itself.
constexpr std::string_view kPlatformTables[] = {
    "gateway.platform",             // read by every process, of all requests
    "gateway.policies",             // rules hold before anybody is known
    "kernel.audit_cursor",          // where the sealer stands
    "kernel.consumers",             // where each event consumer stands
    "kernel.cursors",               // where relay and sealer stand
    "kernel.job_shards",            // who dispatches a shard of jobs
    "kernel.job_stopped_tenants",   // asked about by who fires schedules of all
    "kernel.job_workers",           // processes that dispatch jobs
    "kernel.lanes",                 // who owns a shard, and its last batch
    "kernel.log_partitions",        // the pieces of the event log
    "kernel.master_key",            // which master key wraps the tenants' keys
    "kernel.migrations",            // which schema files were applied
    "kernel.relay_state",           // what the relay is at
    "kernel.replays",               // replays of events for a consumer
    "limits.keys",                  // read by every process for all tenants
    "limits.plans",                 // of no tenant
    "limits.tenants",               // read by every process for all tenants
    "limits.version",               // one number
    "openid.clients",               // a client is named before its tenant is known
    "openid.requests",              // whoever holds a request's handle may read who asks
    "openid.signing_keys",          // one issuer for all tenants
    "openid.unclaimed_devices",     // a device waits for a person of whatever tenant
    "openid.used_tokens",           // hashes of proofs that were seen, of anybody
    "platform.account_tokens",      // proofs of an address, by mail
    "platform.accounts",            // how somebody signs in, in whatever tenant
    "platform.api_keys",            // a key is looked up before its tenant is known
    "platform.authenticator_apps",  // of accounts
    "platform.invitations",         // as is who was invited, by the mail's token
    "platform.known_devices",       // of accounts
    "platform.passkeys",            // of accounts
    "platform.plans",               // read while somebody is added
    "platform.policies",            // read while somebody signs in
    "platform.recovery_codes",      // of accounts
    "platform.revocations",         // read by every process for all tenants
    "platform.roles",               // read while somebody signs in
    "platform.sessions",            // looked up before their tenant is known
    "platform.sign_in_failures",    // by who tries what
    "platform.support_consents",    // found by whoever supports, in whatever tenant
    "platform.tenants",
    "platform.used_challenges",  // of sign-ins
    "platform.users",            // and users, by account
    "scim.tokens",               // a token is looked up before its tenant is known
    "sign_on.connections",       // a connection is named before its tenant is known
    "sign_on.domains",           // a domain is one tenant's among all
    "sign_on.requests",          // of people who are not signed in yet
    "sign_on.used_assertions",   // hashes of assertions that were seen, of anybody
    "signing.keys",              // a key is named before its tenant is known
    "signing.nonces",            // hashes of signatures that were seen, of anybody
    "tenants.deletions",         // of tenants that are gone
    "tenants.exports",           // looked for among all tenants by who makes them
    "usage.writers",             // what each process has written last
    "webhooks.lease",            // which process delivers
    "webhooks.source_tenants",   // a source is named before its tenant is known
};
static_assert(std::ranges::is_sorted(kPlatformTables));

}  // namespace

std::span<const std::string_view> platform_tables() noexcept { return kPlatformTables; }

bool is_platform_table(std::string_view qualified_name) noexcept {
  return std::ranges::binary_search(kPlatformTables, qualified_name);
}

}  // namespace sangam::store
