#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::saga {

using store::Scope;
using store::Statement;

// kernel.advance_saga: it has moved on, or the lease is another's.
inline constexpr std::string_view kMovedOn = "SGS01";
// kernel.signal_saga: there is no such instance.
inline constexpr std::string_view kNoSuchSaga = "SGS02";

// The row and the entry `started`: $2 id, $3 definition, $4 version, $5 hash, $6 status, $7 step,
// $8 marks, $9 timer_at, $10 deadline_at, $11 awaits, $12 alarm_at, $13 delay int8 or NULL,
// $14 input, $15 state, $16 at, $17 actor.
inline constexpr Statement kStart{
    "saga.start",
    "with started as ("
    "insert into kernel.sagas (tenant_id, id, definition, version, definition_hash, status, paused,"
    " backward, step, attempt, marks, timer_at, deadline_at, awaits, alarm_at, input, state,"
    " entries, epoch, wake_at, created_at, updated_at)"
    " values ($1, $2, $3, $4, $5, $6, false, false, $7, 0, $8, $9, $10, $11, $12, $14, $15, 1, 0,"
    " kernel.now_nanoseconds() + $13::int8, $16, $16) returning tenant_id, id, state, created_at)"
    " insert into kernel.saga_log (tenant_id, saga_id, n, kind, step, at, actor, state)"
    " select tenant_id, id, 0, 'started', '', created_at, $17, state from started"};

// Parameters as of the function (schema/001_sagas.sql). Raises kMovedOn.
inline constexpr Statement kAdvance{
    "saga.advance",
    "select kernel.advance_saga($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16, $17, $18, $19, $20, $21, $22, $23, $24)"};

#define SANGAM_SAGA_COLUMNS                                                                   \
  " s.tenant_id, s.id, s.definition_hash, s.status, s.paused, s.backward, s.step, s.attempt," \
  " s.marks, s.failure, s.timer_at, s.deadline_at, s.input, s.state, s.entries, s.epoch,"     \
  " s.trace"

// A person's hand: $2 id. Locks the row, so that nobody moves it meanwhile.
inline constexpr Statement kLock{
    "saga.lock", "select" SANGAM_SAGA_COLUMNS
                 " from kernel.sagas s where s.tenant_id = $1 and s.id = $2 for no key update"};

// The dispatcher's: $1 hashes text[], $2 how many, $3 lease int8 -> rows, longest due first.
inline constexpr Statement kClaimDue{
    "saga.claim_due",
    "with due as materialized ("
    "select tenant_id, id from kernel.sagas"
    " where wake_at <= kernel.now_nanoseconds() and definition_hash = any ($1::text[])"
    " order by wake_at limit $2 for no key update skip locked)"
    " update kernel.sagas s set epoch = s.epoch + 1, wake_at = kernel.now_nanoseconds() + $3::int8"
    " from due where s.tenant_id = due.tenant_id and s.id = due.id"
    " returning" SANGAM_SAGA_COLUMNS,
    Scope::platform};
#undef SANGAM_SAGA_COLUMNS

// A runner looks again $4 nanoseconds from now (NULL: not by itself): $2 id, $3 its epoch. Also
// what extends a lease.
inline constexpr Statement kLookAgain{
    "saga.look_again",
    "update kernel.sagas set wake_at = kernel.now_nanoseconds() + $4::int8"
    " where tenant_id = $1 and id = $2 and epoch = $3"};

// The dispatcher's, when a tenant's clock has moved: $1 tenant, $2 its time now.
inline constexpr Statement kRearm{
    "saga.rearm",
    "update kernel.sagas set epoch = epoch + 1,"
    " wake_at = kernel.now_nanoseconds() + greatest(alarm_at - $2::int8, 0)"
    " where tenant_id = $1 and status = 'waiting' and alarm_at is not null and wake_at is not null",
    Scope::platform};

// The dispatcher's: instances that ended before $1, at most $2, and their logs -> pruned.
inline constexpr Statement kPruneEnded{
    "saga.prune_ended",
    "with old as (delete from kernel.sagas where ctid = any (array("
    "select s.ctid from kernel.sagas s where s.status in ('done', 'compensated', 'abandoned')"
    " and s.updated_at < $1 order by s.updated_at limit $2 for update skip locked))"
    " returning tenant_id, id),"
    " log as (delete from kernel.saga_log l using old"
    " where l.tenant_id = old.tenant_id and l.saga_id = old.id)"
    " select count(*) as pruned from old",
    Scope::platform};

// $2 saga, $3 id of the signal, $4 name, $5 payload. Raises kNoSuchSaga.
inline constexpr Statement kSignal{"saga.signal", "select kernel.signal_saga($1, $2, $3, $4, $5)"};

// The oldest that waits: $2 saga, $3 name -> id, payload.
inline constexpr Statement kNextSignal{
    "saga.next_signal",
    "select id, payload from kernel.saga_signals"
    " where tenant_id = $1 and saga_id = $2 and name = $3 order by number limit 1"};

// $2 saga, $3 id.
inline constexpr Statement kTakeSignal{
    "saga.take_signal",
    "delete from kernel.saga_signals where tenant_id = $1 and saga_id = $2 and id = $3"};

inline constexpr const Statement* kSagaStatements[] = {
    &kStart, &kAdvance, &kLock,       &kClaimDue,   &kLookAgain,
    &kRearm, &kSignal,  &kNextSignal, &kTakeSignal, &kPruneEnded};

}  // namespace sangam::saga
