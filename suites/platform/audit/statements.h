#pragma once

// The named statements of this module; the others it runs are kernel/audit's.

#include "kernel/audit/statements.h"

#define SANGAM_AUDIT_COLUMNS \
  "id, at, actor, actor_kind, operation, request_id, target, outcome, detail"

namespace sangam::suites::platform {

// The entry $2, whose time lies between $3 and $4: an id tells the millisecond.
inline constexpr store::Statement kFindEntry{
    "audit.find_entry",
    "select " SANGAM_AUDIT_COLUMNS
    " from kernel.audit where tenant_id = $1 and at >= $3 and at < $4 and id = $2"};

// How a chain ends, all at one moment. Sizes are 0 where there is nothing.
inline constexpr store::Statement kReadEnd{
    "audit.read_end",
    "select coalesce((select c.length from kernel.audit_chains c where c.tenant_id = $1), 0) as "
    "length,"
    " (select c.head from kernel.audit_chains c where c.tenant_id = $1) as head,"
    " coalesce((select s.number from kernel.audit_seals s where s.tenant_id = $1"
    " order by s.number desc limit 1), 0) as sealed,"
    " coalesce((select k.size from kernel.audit_checkpoints k where k.tenant_id = $1"
    " order by k.size desc limit 1), 0) as signed_size"};

// Entries behind $2 (time) and $3 (id), $4 at most, with whether one should have a seal and has
// none.
inline constexpr store::Statement kReadPlaces{
    "audit.read_places",
    "select a.id, a.at, a.xid < coalesce((select c.last_xid from kernel.audit_chains c"
    " where c.tenant_id = $1), '0') and not exists (select from kernel.audit_seals s"
    " where s.tenant_id = $1 and s.at = a.at and s.id = a.id) as stray from kernel.audit a"
    " where a.tenant_id = $1 and (a.at, a.id) > ($2, $3) order by a.at, a.id limit $4"};

inline constexpr const store::Statement* kAuditStatements[] = {&kFindEntry, &kReadEnd,
                                                               &kReadPlaces};

}  // namespace sangam::suites::platform
