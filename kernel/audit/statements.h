#pragma once

// The named statements of this module. Those of Scope::tenant are for tenants' requests, and for
// tools that name the tenant themselves; the others are the sealer's.

#include "kernel/store/statement.h"

namespace sangam::audit {

using store::Scope;
using store::Statement;

// The lock that makes one session of the database its sealer; "AS", apart from all other locks.
inline constexpr Statement kLead{"audit.lead", "select pg_try_advisory_lock(16723, 1) as leads",
                                 Scope::platform};

// Of the sealer's session: its plans are made while the tables are empty, and must serve when a
// million entries wait.
inline constexpr std::string_view kSealerPlanning =
    "set enable_seqscan = off; set enable_bitmapscan = off";

inline constexpr Statement kReadCursor{"audit.read_cursor",
                                       "select xid::text as xid, at, id from kernel.audit_cursor",
                                       Scope::platform};

// Requests for checkpoints, $1 at most.
inline constexpr Statement kReadRequests{
    "audit.read_requests",
    "select tenant_id, id, xid::text as xid from kernel.audit_requests limit $1", Scope::platform};

// Entries behind the cursor ($1 xid, $2 at, $3 id) whose transaction is older than every running
// one, $4 at most: nothing can come before them any more.
inline constexpr Statement kReadWaiting{
    "audit.read_waiting",
    "select a.tenant_id, a.xid::text as xid, a.id, a.at, a.actor, a.actor_kind, a.operation,"
    " a.request_id, a.target, a.outcome, a.detail from kernel.audit a"
    " where a.xid >= $1::xid8 and a.xid < pg_snapshot_xmin(pg_current_snapshot())"
    " and (a.xid, a.at, a.id) > ($1::xid8, $2::int8, $3::uuid)"
    " order by a.xid, a.at, a.id limit $4",
    Scope::platform};

inline constexpr Statement kReadHorizon{
    "audit.read_horizon", "select pg_snapshot_xmin(pg_current_snapshot())::text as xid",
    Scope::platform};

inline constexpr Statement kReadChains{
    "audit.read_chains",
    "select tenant_id, length, head, frontier, last_xid::text as last_xid, signed_length"
    " from kernel.audit_chains where tenant_id = any ($1::int4[])",
    Scope::platform};

// Chains that have grown since they were signed.
inline constexpr Statement kReadUnsigned{
    "audit.read_unsigned",
    "select tenant_id, length, head, frontier, last_xid::text as last_xid, signed_length"
    " from kernel.audit_chains where length > signed_length",
    Scope::platform};

// $1 to $3 the cursor as it was, $4 to $6 as it shall be. Raises sqlstate::kAuditFence.
inline constexpr Statement kAdvance{
    "audit.advance",
    "select kernel.advance_audit($1::text, $2::int8, $3::uuid, $4::text, $5::int8, $6::uuid)",
    Scope::platform};

inline constexpr Statement kAppendSeals{
    "audit.append_seals",
    "insert into kernel.audit_seals (tenant_id, number, at, id, hash)"
    " select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::uuid[], $5::bytea[])",
    Scope::platform};

inline constexpr Statement kAppendNodes{
    "audit.append_nodes",
    "insert into kernel.audit_nodes (tenant_id, level, position, hash)"
    " select * from unnest($1::int4[], $2::int4[], $3::int8[], $4::bytea[])",
    Scope::platform};

inline constexpr Statement kKeepChains{
    "audit.keep_chains",
    "insert into kernel.audit_chains as c"
    " (tenant_id, length, head, frontier, last_xid, signed_length)"
    " select t.tenant_id, t.length, t.head, t.frontier, t.last_xid::xid8, t.signed_length"
    " from unnest($1::int4[], $2::int8[], $3::bytea[], $4::bytea[], $5::text[], $6::int8[])"
    " t(tenant_id, length, head, frontier, last_xid, signed_length)"
    " on conflict on constraint audit_chains_pkey do update set length = excluded.length,"
    " head = excluded.head, frontier = excluded.frontier, last_xid = excluded.last_xid,"
    " signed_length = excluded.signed_length",
    Scope::platform};

inline constexpr Statement kAppendCheckpoints{
    "audit.append_checkpoints",
    "insert into kernel.audit_checkpoints (tenant_id, size, signed_at, note)"
    " select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::text[])",
    Scope::platform};

inline constexpr Statement kDropRequests{
    "audit.drop_requests",
    "delete from kernel.audit_requests r using unnest($1::int4[], $2::uuid[]) t(tenant_id, id)"
    " where r.tenant_id = t.tenant_id and r.id = t.id",
    Scope::platform};

// A tenant asks for a checkpoint: $2 id.
inline constexpr Statement kRequestCheckpoint{
    "audit.request_checkpoint",
    "insert into kernel.audit_requests (tenant_id, id) values ($1, $2)"};
inline constexpr Statement kFindRequest{
    "audit.find_request",
    "select tenant_id, id, xid::text as xid from kernel.audit_requests"
    " where tenant_id = $1 and id = $2"};

// Seals behind number $2 with their entries, $3 at most.
inline constexpr Statement kReadSealed{
    "audit.read_sealed",
    "select s.number, s.hash, s.id, s.at, a.actor, a.actor_kind, a.operation, a.request_id,"
    " a.target, a.outcome, a.detail from kernel.audit_seals s left join kernel.audit a"
    " on a.tenant_id = $1 and a.at = s.at and a.id = s.id"
    " where s.tenant_id = $1 and s.number > $2 order by s.number limit $3"};

// The seal of the entry $2, whose time lies between $3 and $4.
inline constexpr Statement kFindSealed{
    "audit.find_sealed",
    "select s.number, s.hash, s.id, s.at, a.actor, a.actor_kind, a.operation, a.request_id,"
    " a.target, a.outcome, a.detail from kernel.audit_seals s left join kernel.audit a"
    " on a.tenant_id = $1 and a.at = s.at and a.id = s.id"
    " where s.tenant_id = $1 and s.at >= $3 and s.at < $4 and s.id = $2"};

// The numbers of the first and last sealed entry whose time lies between $2 and $3.
inline constexpr Statement kFindRange{
    "audit.find_range",
    "select min(s.number) as first, max(s.number) as last from kernel.audit_seals s"
    " where s.tenant_id = $1 and s.at >= $2 and s.at < $3"};

inline constexpr Statement kReadChain{
    "audit.read_chain",
    "select tenant_id, length, head, frontier, last_xid::text as last_xid, signed_length"
    " from kernel.audit_chains where tenant_id = $1"};

// Checkpoints of more than $2 entries, oldest first, $3 at most.
inline constexpr Statement kReadCheckpoints{
    "audit.read_checkpoints",
    "select size, signed_at, note from kernel.audit_checkpoints"
    " where tenant_id = $1 and size > $2 order by size limit $3"};
inline constexpr Statement kNewestCheckpoint{
    "audit.newest_checkpoint",
    "select size, signed_at, note from kernel.audit_checkpoints"
    " where tenant_id = $1 order by size desc limit 1"};
inline constexpr Statement kFindCheckpoint{
    "audit.find_checkpoint",
    "select size, signed_at, note from kernel.audit_checkpoints where tenant_id = $1 and size = "
    "$2"};

// Hashes of the seals in any of the ranges $2 to $3 of numbers, both included.
inline constexpr Statement kReadLeaves{
    "audit.read_leaves",
    "select s.number, s.hash from unnest($2::int8[], $3::int8[]) r(first, last)"
    " join kernel.audit_seals s on s.tenant_id = $1 and s.number between r.first and r.last"};
// Nodes of the levels $2 at the positions $3 to $4, both included.
inline constexpr Statement kReadNodes{
    "audit.read_nodes",
    "select n.level, n.position, n.hash from unnest($2::int4[], $3::int8[], $4::int8[])"
    " r(level, first, last) join kernel.audit_nodes n on n.tenant_id = $1 and n.level = r.level"
    " and n.position between r.first and r.last"};

// Entries in transactions older than the
// newest sealed one that are not sealed, $2 at most: nobody but an intruder wrote them.
inline constexpr Statement kFindStrays{
    "audit.find_strays",
    "select a.id, a.at from kernel.audit a join kernel.audit_chains c on c.tenant_id = $1"
    " where a.tenant_id = $1 and a.xid < c.last_xid and not exists ("
    "select from kernel.audit_seals s where s.tenant_id = $1 and s.at = a.at and s.id = a.id)"
    " order by a.at, a.id limit $2"};

// Of all tenants: those that have anything of the audit.
inline constexpr Statement kAuditedTenants{
    "audit.tenants",
    "select tenant_id from kernel.audit_chains union select tenant_id from kernel.audit_checkpoints"
    " union select tenant_id from kernel.audit_seals union select tenant_id from kernel.audit"
    " order by tenant_id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kRequestCheckpoint, &kFindRequest, &kReadSealed,      &kFindSealed,
    &kFindRange,         &kReadChain,   &kReadCheckpoints, &kNewestCheckpoint,
    &kFindCheckpoint,    &kReadLeaves,  &kReadNodes,       &kFindStrays};

}  // namespace sangam::audit
