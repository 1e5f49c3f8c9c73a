#include "kernel/audit/verify_database.h"

#include "kernel/audit/rows.h"
#include "kernel/audit/statements.h"
#include "kernel/store/rows.h"

namespace sangam::audit {

namespace {

constexpr std::int64_t kPage = 10'000;
constexpr std::int64_t kStraysReported = 100;

struct TenantRow {
  std::int32_t tenant_id = 0;
};
SANGAM_DESCRIBE(TenantRow, (tenant_id, ""))

void expect_checkpoints(store::BatchConnection& connection, std::int32_t tenant,
                        std::span<const PublicKey> keys, ChainVerifier& verifier,
                        runtime::Deadline deadline) {
  std::int64_t after = -1;
  for (std::size_t found = kPage; found == kPage;) {
    const auto rows = store::read_rows<CheckpointRow>(
        connection.run(deadline, kReadCheckpoints, tenant, after, kPage));
    for (const auto& row : rows)
      verifier.expect(row.note, keys);
    found = rows.size();
    if (!rows.empty()) after = rows.back().size;
  }
}

}  // namespace

std::vector<std::int32_t> audited_tenants(store::BatchConnection& connection,
                                          runtime::Deadline deadline) {
  std::vector<std::int32_t> tenants;
  for (const auto& row : store::read_rows<TenantRow>(connection.run(deadline, kAuditedTenants)))
    tenants.push_back(row.tenant_id);
  return tenants;
}

VerifiedTenant verify_tenant(store::BatchConnection& connection, std::int32_t tenant,
                             std::span<const PublicKey> keys, std::span<const std::string> notes,
                             runtime::Deadline deadline) {
  ChainVerifier verifier(tenant);
  // One snapshot for all that follows: the sealer goes on meanwhile.
  connection.script("begin isolation level repeatable read read only", deadline);
  const auto chains = store::read_rows<ChainRow>(connection.run(deadline, kReadChain, tenant));
  for (const auto& note : notes)
    verifier.expect(note, keys);
  const auto length = chains.empty() ? std::nullopt : std::optional(chains.front().length);
  expect_checkpoints(connection, tenant, keys, verifier, deadline);
  for (std::size_t found = kPage; found == kPage;) {
    const auto rows = store::read_rows<SealedRow>(
        connection.run(deadline, kReadSealed, tenant, verifier.number(), kPage));
    for (const auto& row : rows)
      verifier.next(row.number, hash_from(row.hash.value), row.id, entry_of(row));
    found = rows.size();
  }
  verifier.finish(length, chains.empty() ? std::nullopt : hash_from(chains.front().head.value));
  const auto strays =
      store::read_rows<StrayRow>(connection.run(deadline, kFindStrays, tenant, kStraysReported));
  for (const auto& row : strays)
    verifier.stray(row.id, row.at);
  connection.script("commit", deadline);
  return {.tenant = tenant,
          .entries = verifier.number(),
          .checkpoints = verifier.checkpoints(),
          .signed_size = verifier.signed_size(),
          .findings = verifier.findings(),
          .found = verifier.found()};
}

}  // namespace sangam::audit
