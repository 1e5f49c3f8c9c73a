#pragma once

// The named statements of the custodian, as sangam_custodian on a session of its own. Of tables
// under row-level security $1 is set as the tenant before them.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::tenants::work {

using store::Scope;
using store::Statement;

// Held by the one process that does the work.
inline constexpr Statement kLead{"custodian.lead",
                                 "select pg_catalog.pg_try_advisory_lock(7308324471) as leads",
                                 Scope::platform};
inline constexpr Statement kEnter{
    "custodian.enter", "select pg_catalog.set_config('sangam.tenant', $1, true)", Scope::platform};

// One that is `running` was left so by a process that ended.
inline constexpr Statement kNextExport{
    "custodian.next_export",
    "select e.tenant_id, e.id, e.tries, t.id as tenant, t.name from tenants.exports e"
    " join platform.tenants t on t.number = e.tenant_id"
    " where e.status in ('waiting', 'running') and t.status in ('active', 'closed', 'suspended')"
    " order by e.requested_at limit 1",
    Scope::platform};
inline constexpr Statement kBeginExport{
    "custodian.begin_export",
    "update tenants.exports set status = 'running', tries = tries + 1, tables_done = 0, rows = 0,"
    " bytes = 0 where tenant_id = $1 and id = $2",
    Scope::platform};
// Of a process that stops: nothing was wrong with it.
inline constexpr Statement kTakeBackTry{
    "custodian.take_back_try",
    "update tenants.exports set tries = tries - 1 where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kTellExport{
    "custodian.tell_export",
    "update tenants.exports set tables_done = $3, tables_total = $4, rows = $5, bytes = $6"
    " where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kEndExport{
    "custodian.end_export",
    "update tenants.exports set status = $3, finished_at = $4, expires_at = $5"
    " where tenant_id = $1 and id = $2",
    Scope::platform};
inline constexpr Statement kInsertPiece{
    "custodian.insert_piece",
    "insert into tenants.export_pieces (tenant_id, export_id, number, bytes)"
    " values ($1, $2, $3, $4)",
    Scope::platform};
inline constexpr Statement kDropPieces{
    "custodian.drop_pieces",
    "delete from tenants.export_pieces where tenant_id = $1 and export_id = $2", Scope::platform};
// A tenant keeps one archive, the newest: $3 now.
inline constexpr Statement kSupersedeExports{
    "custodian.supersede_exports",
    "update tenants.exports set expires_at = $3"
    " where tenant_id = $1 and id <> $2 and status = 'ready'",
    Scope::platform};
inline constexpr Statement kOldExport{
    "custodian.old_export",
    "select tenant_id, id from tenants.exports where status = 'ready' and expires_at <= $1"
    " order by expires_at limit 1",
    Scope::platform};

// Chosen and marked at once: an owner may open it again until then, and not after.
inline constexpr Statement kBeginDeletion{
    "custodian.begin_deletion",
    "update platform.tenants set status = 'deleting' where number = (select number"
    " from platform.tenants where status in ('closed', 'deleting') and delete_after < $1"
    " order by delete_after limit 1 for update) returning number, id",
    Scope::platform};
inline constexpr Statement kRevokeTenant{
    "custodian.revoke_tenant",
    "insert into platform.revocations (at, tenant_id, subject, subject_id)"
    " values ($1, $2, 'tenant', '00000000-0000-0000-0000-000000000000')",
    Scope::platform};
// Before its audit goes: what was signed about it last.
inline constexpr Statement kRecordDeletion{
    "custodian.record_deletion",
    "insert into tenants.deletions (tenant_id, begun_at, looked_at, checkpoint)"
    " select $1, $2, $2, (select note from kernel.audit_checkpoints where tenant_id = $1"
    " order by size desc limit 1) on conflict (tenant_id) do nothing",
    Scope::platform};
inline constexpr Statement kCountDeleted{
    "custodian.count_deleted", "update tenants.deletions set rows = rows + $2 where tenant_id = $1",
    Scope::platform};
inline constexpr Statement kEndDeletion{
    "custodian.end_deletion",
    "update tenants.deletions set finished_at = coalesce(finished_at, $2), looked_at = $2"
    " where tenant_id = $1 returning rows",
    Scope::platform};
// Its number and slug stay taken: links and records elsewhere name them.
inline constexpr Statement kEndTenant{
    "custodian.end_tenant",
    "update platform.tenants set status = 'deleted', name = '', closed_reason = null"
    " where number = $1 and status = 'deleting'",
    Scope::platform};
// What was in another process's memory then may have been written after.
inline constexpr Statement kNextLook{
    "custodian.next_look",
    "select tenant_id as number from tenants.deletions"
    " where looked_at < $1 and looked_at < finished_at + 30 * 86400 * 1000000000::int8"
    " order by tenant_id limit 1",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kNextExport,   &kBeginExport,   &kTakeBackTry,  &kTellExport,
    &kEndExport,    &kInsertPiece,   &kDropPieces,   &kSupersedeExports,
    &kOldExport,    &kBeginDeletion, &kRevokeTenant, &kRecordDeletion,
    &kCountDeleted, &kEndDeletion,   &kEndTenant,    &kNextLook};

}  // namespace sangam::suites::platform::tenants::work
