#pragma once

// The named statements of this module.

#include "kernel/store/statement.h"

namespace sangam::suites::platform {

using store::Scope;
using store::Statement;

// The trace's own id, without span and flags.
#define SANGAM_TRACE_ID " encode(substr(trace, 1, 16), 'hex') as trace_id"
#define SANGAM_EVENT_COLUMNS \
  " id, position, stream, type, version, occurred_at, payload," SANGAM_TRACE_ID
#define SANGAM_LETTER_COLUMNS                                                                 \
  " event_id as event, consumer, position, stream, type, version, occurred_at, state, tries," \
  " error, parked_at, changed_at, edited_by, payload, original," SANGAM_TRACE_ID

// $2 position.
inline constexpr Statement kFindEvent{"events.find", "select" SANGAM_EVENT_COLUMNS
                                                     " from kernel.events"
                                                     " where tenant_id = $1 and position = $2"};
// The tenant's events behind $2, at most $3: a tail filters them itself, so that it need not look
// at the same ones again.
inline constexpr Statement kTailEvents{
    "events.tail", "select" SANGAM_EVENT_COLUMNS
                   " from kernel.events"
                   " where tenant_id = $1 and position > $2 order by position limit $3"};
// -> position of the tenant's newest event.
inline constexpr Statement kNewestEvent{
    "events.newest",
    "select position from kernel.events where tenant_id = $1 order by position desc limit 1"};

// $2 consumer, $3 event.
inline constexpr Statement kFindDeadLetter{
    "dead_letters.find", "select" SANGAM_LETTER_COLUMNS
                         " from kernel.parked_events"
                         " where tenant_id = $1 and consumer = $2 and event_id = $3"};
// The same, locked.
inline constexpr Statement kLockDeadLetter{
    "dead_letters.lock", "select" SANGAM_LETTER_COLUMNS
                         " from kernel.parked_events"
                         " where tenant_id = $1 and consumer = $2 and event_id = $3 for update"};
// $2 consumer, $3 event, $4 payload, $5 who.
inline constexpr Statement kEditDeadLetter{
    "dead_letters.edit",
    "update kernel.parked_events set original = coalesce(original, payload), payload = $4,"
    " edited_by = $5, changed_at = kernel.now_nanoseconds()"
    " where tenant_id = $1 and consumer = $2 and event_id = $3"};
// $2 consumer, $3 event, $4 state.
inline constexpr Statement kMarkDeadLetter{
    "dead_letters.mark",
    "update kernel.parked_events set state = $4, changed_at = kernel.now_nanoseconds()"
    " where tenant_id = $1 and consumer = $2 and event_id = $3"};
// Streams that stand still, each with the oldest event that is not done.
#define SANGAM_PARKED_STREAM_SELECT                                                            \
  "select consumer, stream, parked_at, resuming, event, position, type, error, waiting from (" \
  "select p.tenant_id, p.consumer, p.stream, p.parked_at, p.resume as resuming,"               \
  " e.event_id as event, e.position, e.type, e.error,"                                         \
  " (select count(*) from kernel.parked_events b where b.tenant_id = p.tenant_id"              \
  " and b.consumer = p.consumer and b.stream = p.stream and b.position > e.position"           \
  " and b.state in ('parked', 'queued', 'requeued')) as waiting"                               \
  " from kernel.parked_streams p left join lateral ("                                          \
  "select * from kernel.parked_events w where w.tenant_id = p.tenant_id"                       \
  " and w.consumer = p.consumer and w.stream = p.stream"                                       \
  " and w.state in ('parked', 'queued', 'requeued') order by w.position limit 1) e on true"    \
  " where p.tenant_id = $1) s where tenant_id = $1"

// Lets a parked stream go on with its oldest event: $2 consumer, $3 stream.
inline constexpr Statement kResumeStream{"dead_letters.resume_stream",
                                         "update kernel.parked_streams set resume = true"
                                         " where tenant_id = $1 and consumer = $2 and stream = $3"};

inline constexpr Statement kListConsumers{
    "consumers.list",
    "select c.name, case when c.lost_to > c.position then 'lost_events'"
    " when c.error is not null then 'failing'"
    " when r.position - c.position > 1000 then 'catching_up' else 'running' end as state,"
    " c.position, greatest(r.position - c.position, 0) as lag, c.lost_to, c.error,"
    " c.failing_since, c.updated_at from kernel.consumers c"
    " cross join kernel.cursors r where r.name = 'relay' order by c.name",
    Scope::platform};
// -> number of the tenant $1.
inline constexpr Statement kFindTenantNumber{
    "replays.find_tenant", "select number from platform.tenants where id = $1", Scope::platform};
// $1 id, $2 consumer, $3 first, $4 last, $5 types, $6 tenant, $7 stream, $8 from, $9 to, $10 sends,
// $11 rebuilds. No row when the consumer does not exist.
inline constexpr Statement kStartReplay{
    "replays.start",
    "insert into kernel.replays (id, consumer, first, last, types, tenant_id, stream, from_time,"
    " to_time, sends, rebuilds, position)"
    " select $1, c.name, $3::int8, case when $11 then null else coalesce($4, r.position) end, $5,"
    " $6, $7, $8, $9, $10, $11, $3::int8 - 1 from kernel.consumers c"
    " cross join kernel.cursors r where r.name = 'relay' and c.name = $2"
    " returning id, consumer, state, first, last, position, delivered, failed, error, sends,"
    " rebuilds, created_at, ended_at",
    Scope::platform};
inline constexpr Statement kListReplays{
    "replays.list",
    "select id, consumer, state, first, last, position, delivered, failed, error, sends, rebuilds,"
    " created_at, ended_at from kernel.replays order by id desc limit 100",
    Scope::platform};
inline constexpr Statement kCancelReplay{
    "replays.cancel",
    "update kernel.replays set state = 'cancelled', ended_at = kernel.now_nanoseconds()"
    " where id = $1 and state = 'running'"
    " returning id, consumer, state, first, last, position, delivered, failed, error, sends,"
    " rebuilds, created_at, ended_at",
    Scope::platform};
inline constexpr Statement kReadRelayStatus{
    "relay.status",
    "select c.position, s.oldest, s.waiting, (select count(*) from kernel.log_partitions)"
    " as partitions, s.horizon_pid, s.horizon_xid, s.horizon_since, s.held_by, s.held_since,"
    " s.updated_at from kernel.relay_state s join kernel.cursors c on c.name = s.name"
    " where s.name = 'relay'",
    Scope::platform};

inline constexpr const Statement* kEventStatements[] = {
    &kFindEvent,      &kTailEvents,     &kNewestEvent,  &kFindDeadLetter, &kLockDeadLetter,
    &kEditDeadLetter, &kMarkDeadLetter, &kResumeStream, &kListConsumers,  &kFindTenantNumber,
    &kStartReplay,    &kListReplays,    &kCancelReplay, &kReadRelayStatus};

}  // namespace sangam::suites::platform
