#pragma once

// The named statements of this module's operations. All run as sangam_auth.

#include "kernel/jobs/stopped_tenants.h"
#include "kernel/store/statement.h"

namespace sangam::suites::platform::tenants {

using store::Scope;
using store::Statement;

#define SANGAM_STANDING_COLUMNS                                                          \
  "number, id, slug, name, sandbox, created_at, status, suspended_at, suspended_reason," \
  " closed_at, closed_reason, delete_after"

inline constexpr Statement kFindStanding{
    "tenants.find", "select " SANGAM_STANDING_COLUMNS " from platform.tenants where number = $1",
    Scope::platform};
// The platform's own is none that operators may touch.
inline constexpr Statement kFindById{"tenants.find_by_id",
                                     "select " SANGAM_STANDING_COLUMNS
                                     " from platform.tenants where id = $1 and number <> 1",
                                     Scope::platform};
inline constexpr Statement kSuspend{
    "tenants.suspend",
    "update platform.tenants set status = 'suspended', suspended_at = $2, suspended_reason = $3"
    " where number = $1 and status in ('active', 'closed') returning " SANGAM_STANDING_COLUMNS,
    Scope::platform};
inline constexpr Statement kLift{
    "tenants.lift",
    "update platform.tenants set suspended_at = null, suspended_reason = null,"
    " status = case when closed_at is null then 'active' else 'closed' end,"
    // Days that it could not be opened in are given back.
    " delete_after = delete_after + ($2 - suspended_at)"
    " where number = $1 and status = 'suspended' returning " SANGAM_STANDING_COLUMNS,
    Scope::platform};
inline constexpr Statement kClose{
    "tenants.close",
    "update platform.tenants set status = 'closed', closed_at = $2, closed_reason = $3,"
    " delete_after = $4 where number = $1 and status = 'active' returning " SANGAM_STANDING_COLUMNS,
    Scope::platform};
inline constexpr Statement kReopen{
    "tenants.reopen",
    "update platform.tenants set status = 'active', closed_at = null, closed_reason = null,"
    " delete_after = null where number = $1 and status = 'closed'"
    " returning " SANGAM_STANDING_COLUMNS,
    Scope::platform};

// An entry in the audit of a tenant that the caller is none of: row-level security is told so, and
// told back, within the transaction.
inline constexpr Statement kEnterTenant{
    "tenants.enter", "select pg_catalog.set_config('sangam.tenant', $1, true)", Scope::platform};
inline constexpr Statement kAuditOf{
    "tenants.audit_of",
    "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, target,"
    " outcome, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, 'done', $9)",
    Scope::platform};

#define SANGAM_EXPORT_COLUMNS                                                                    \
  "id, status, requested_by, requested_at, tables_done, tables_total, rows, bytes, finished_at," \
  " expires_at"

inline constexpr Statement kInsertExport{
    "tenants.exports.insert",
    "insert into tenants.exports (tenant_id, id, status, requested_by, requested_at)"
    " values ($1, $2, 'waiting', $3, $4)"};
inline constexpr Statement kListExports{"tenants.exports.list",
                                        "select " SANGAM_EXPORT_COLUMNS
                                        " from tenants.exports where tenant_id = $1"
                                        " order by requested_at desc, id limit 100"};
inline constexpr Statement kFindExport{"tenants.exports.find",
                                       "select " SANGAM_EXPORT_COLUMNS
                                       " from tenants.exports where tenant_id = $1 and id = $2"};
inline constexpr Statement kReadPiece{"tenants.export_pieces.read",
                                      "select bytes from tenants.export_pieces"
                                      " where tenant_id = $1 and export_id = $2 and number = $3"};

inline constexpr const Statement* kStatements[] = {&kFindStanding,
                                                   &kFindById,
                                                   &kSuspend,
                                                   &kLift,
                                                   &kClose,
                                                   &kReopen,
                                                   &kAuditOf,
                                                   &kInsertExport,
                                                   &kListExports,
                                                   &kFindExport,
                                                   &kReadPiece,
                                                   &jobs::kStopSchedules,
                                                   &jobs::kResumeSchedules};

}  // namespace sangam::suites::platform::tenants
