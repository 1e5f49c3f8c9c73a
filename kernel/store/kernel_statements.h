#pragma once

// The statements of the kernel's own tables: idempotency claims, outbox, audit. The operation layer
// sends them with the unit of work (first, later); lanes send their own in bulk.

#include "kernel/store/statement.h"

namespace sangam::store {

// $2 claim uuid, $3 body_hash bytea. Raises sqlstate::kClaimBusy, kClaimOtherBody or kClaimDone;
// otherwise holds the claim until the transaction ends.
inline constexpr Statement kClaim{"kernel.claim", "select kernel.claim($1, $2, $3)"};

// Keeps the reply of a claimed request for 24 hours: $2 claim, $3 body_hash, $4 status int4,
// $5 headers text, $6 body bytea.
inline constexpr Statement kKeepReply{
    "kernel.keep_reply",
    "insert into kernel.claims (tenant_id, id, body_hash, status, headers, body)"
    " values ($1, $2, $3, $4, $5, $6)"};

// The stored reply: $2 claim -> status, headers, body.
inline constexpr Statement kReadReply{
    "kernel.read_reply",
    "select status, headers, body from kernel.claims where tenant_id = $1 and id = $2"};

// $2 id uuid, $3 stream, $4 type, $5 version int4, $6 payload (JSON text), $7 occurred_at int8.
inline constexpr Statement kEmit{
    "kernel.emit",
    "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
    " values ($1, $2, $3, $4, $5, $6, $7)"};

// $2 id uuid, $3 at int8, $4 actor, $5 actor_kind, $6 operation, $7 request_id, $8 target, $9
// outcome, $10 detail (JSON text).
inline constexpr Statement kAudit{
    "kernel.audit",
    "insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, target,"
    " outcome, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

// The relay's: deletes up to $1 claims older than 24 hours -> deleted int8.
inline constexpr Statement kExpireClaims{
    "kernel.expire_claims", "select kernel.expire_claims($1) as deleted", Scope::platform};

// A lane's: $1 shard int4, $2 epoch int8, $3 batch int8, $4 last_timestamp int8 (NULL: unchanged).
// Raises sqlstate::kFenceEpoch or kFenceBatch.
inline constexpr Statement kFence{"kernel.fence", "select kernel.fence($1, $2, $3, $4)",
                                  Scope::platform};

// A lane's: $1 shard int4, $2 address -> epoch, last_batch, last_timestamp, flushed_timestamp.
// Takes the shard's lock for the session; raises sqlstate::kShardHeld while another session has it.
inline constexpr Statement kTakeOver{
    "kernel.take_over",
    "select epoch, last_batch, last_timestamp, flushed_timestamp from kernel.take_over($1, $2)",
    Scope::platform};

inline constexpr const Statement* kKernelStatements[] = {
    &kClaim, &kKeepReply, &kReadReply, &kEmit, &kAudit, &kExpireClaims, &kFence, &kTakeOver};

}  // namespace sangam::store
