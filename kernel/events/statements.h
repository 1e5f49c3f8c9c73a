#pragma once

// The named statements of relay and consumers, in one place so that tests can EXPLAIN every one of
// them.

#include "kernel/store/statement.h"

namespace sangam::events {

using store::Scope;
using store::Statement;

// Our own SQLSTATEs.
inline constexpr std::string_view kStreamParked = "SGP01";
inline constexpr std::string_view kStreamRuns = "SGP02";
inline constexpr std::string_view kNotWaiting = "SGP03";

// The lock that makes one session of the database its relay; "ER", apart from all other locks.
inline constexpr Statement kLead{"events.lead", "select pg_try_advisory_lock(17746, 1) as leads",
                                 Scope::platform};

// Of the relay's session: its plans are made while the tables are empty, and must serve when a
// million rows wait.
inline constexpr std::string_view kRelayPlanning =
    "set enable_seqscan = off; set enable_bitmapscan = off";

// -> position
inline constexpr Statement kReadHead{"events.read_head",
                                     "select position from kernel.cursors where name = 'relay'",
                                     Scope::platform};

// Moves up to $1 rows with numbers above $2 from the outbox to the log -> rows, position of the
// newest event, last_seq, own (this transaction's id, if rows moved), oldest (the oldest running
// transaction's id, or the next one's), by_tenant ("2 40 7 1": 40 of tenant 2 and one of tenant 7).
// One snapshot sees all rows of a transaction or none, and whatever preceded a row it sees
// (docs/decisions/0014).
inline constexpr Statement kRelay{
    "events.relay",
    "with moved as ("
    "delete from kernel.outbox where ctid = any (array("
    "select o.ctid from kernel.outbox o where o.seq > $2 order by o.seq limit $1))"
    " returning tenant_id, seq, id, stream, type, version, payload, occurred_at, trace),"
    " head as ("
    "update kernel.cursors set position = position + (select count(*) from moved)"
    " where name = 'relay' and exists (select from moved) returning position),"
    " logged as ("
    "insert into kernel.events"
    " (tenant_id, position, id, stream, type, version, payload, occurred_at, trace)"
    " select m.tenant_id, h.position - count(*) over () + row_number() over (order by m.seq),"
    " m.id, m.stream, m.type, m.version, m.payload, m.occurred_at, m.trace"
    " from moved m cross join head h)"
    " select (select count(*) from moved) as rows, (select position from head) as position,"
    " (select max(m.seq) from moved m) as last_seq,"
    " case when exists (select from moved) then pg_current_xact_id()::text::int8 end as own,"
    " pg_snapshot_xmin(pg_current_snapshot())::text::int8 as oldest,"
    " coalesce((select string_agg(t.tenant_id || ' ' || t.rows, ' ') from"
    " (select m.tenant_id, count(*) as rows from moved m group by m.tenant_id) t), '')"
    " as by_tenant",
    Scope::platform};

// How many rows wait in the outbox and how many streams stand still, each counted up to $1
// -> events, parked_streams, parked_for (nanoseconds, the first of them).
inline constexpr Statement kCountWaiting{
    "events.count_waiting",
    "select (select count(*) from (select from kernel.outbox limit $1) o) as events,"
    " count(*) as parked_streams,"
    " coalesce(kernel.now_nanoseconds() - min(p.parked_at), 0) as parked_for"
    " from (select parked_at from kernel.parked_streams limit $1) p",
    Scope::platform};

// Who holds the horizon: the oldest running transaction that writes -> pid, xid; no row when none
// does. A transaction holds a lock on its own id while it runs, and everybody may see locks.
inline constexpr Statement kReadHorizon{
    "events.horizon",
    "select l.pid, l.transactionid::text as xid from pg_locks l"
    " where l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock'"
    " and l.transactionid::text = (pg_snapshot_xmin(pg_current_snapshot())::text::int8"
    " % 4294967296)::text and l.pid is not null limit 1",
    Scope::platform};

// $1 waiting, $2 pid, $3 xid, $4 since.
inline constexpr Statement kTellRelayState{
    "events.tell_relay_state",
    "update kernel.relay_state set waiting = $1, horizon_pid = $2, horizon_xid = $3,"
    " horizon_since = $4, updated_at = kernel.now_nanoseconds() where name = 'relay'",
    Scope::platform};

// Makes room in the log up to $1, in pieces of $2 -> past.
inline constexpr Statement kExtendLog{"events.extend_log",
                                      "select kernel.extend_log($1, $2) as past", Scope::platform};
// $1 head, $2 keep, $3 hold -> deleted.
inline constexpr Statement kRotateLog{
    "events.rotate_log", "select kernel.rotate_log($1, $2, $3) as deleted", Scope::platform};

// Notes which consumer keeps a piece of the log from being dropped $1 after it was closed
// -> held_by, held_for (nanoseconds), oldest.
inline constexpr Statement kTellHold{
    "events.tell_hold",
    "with held as ("
    "select c.name, p.closed_at + $1 as since from kernel.log_partitions p"
    " join kernel.consumers c on c.position < p.past - 1"
    " where p.closed_at <= kernel.now_nanoseconds() - $1 order by p.first, c.position limit 1)"
    " update kernel.relay_state set held_by = (select name from held),"
    " held_since = (select since from held),"
    " oldest = coalesce((select min(first) from kernel.log_partitions), 1)"
    " where name = 'relay'"
    " returning held_by, kernel.now_nanoseconds() - held_since as held_for, oldest",
    Scope::platform};

// Deletes up to $1 rows that an hour ago their consumer had passed, and those of replays that have
// ended -> affected.
inline constexpr Statement kPruneInbox{
    "events.prune_inbox",
    "delete from kernel.inbox where ctid = any (array("
    "select i.ctid from kernel.inbox i left join kernel.consumers c on c.name = i.consumer"
    " where i.received_at < kernel.now_nanoseconds() - 3600 * 1000000000::int8"
    " and (i.position <= c.position or (c.name is null and not exists ("
    "select from kernel.replays r where r.state = 'running'"
    " and i.consumer = r.consumer || '#' || r.id)))"
    " order by i.received_at limit $1))",
    Scope::platform};

// Begins or resumes the consumer $1 -> position, lost_to.
inline constexpr Statement kJoin{
    "events.join",
    "insert into kernel.consumers as c (name) values ($1)"
    " on conflict (name) do update set updated_at = kernel.now_nanoseconds()"
    " returning position, lost_to",
    Scope::platform};

// The consumer $1 is done with everything up to $2.
inline constexpr Statement kAdvance{
    "events.advance",
    "update kernel.consumers set position = $2, updated_at = kernel.now_nanoseconds(),"
    " error = null, failing_since = null where name = $1 and position < $2",
    Scope::platform};

// The consumer $1 does not get on, because of $2.
inline constexpr Statement kTellFailing{
    "events.tell_failing",
    "update kernel.consumers set error = $2,"
    " failing_since = coalesce(failing_since, kernel.now_nanoseconds()) where name = $1",
    Scope::platform};

// Events of the types $1 behind $2, up to $3, at most $4: as many index scans as types, each of
// which stops at the limit.
inline constexpr Statement kReadEvents{
    "events.read",
    "select e.tenant_id, e.position, e.id, e.stream, e.type, e.version, e.payload, e.occurred_at,"
    " e.trace from unnest($1::text[]) t cross join lateral (select * from kernel.events e"
    " where e.type = t and e.position > $2 and e.position <= $3 order by e.position limit $4) e"
    " order by e.position limit $4",
    Scope::platform};

// Events of any type behind $1, up to $2, at most $3, narrowed by what is not NULL: $4 types,
// $5 tenant, $6 stream, $7 not before, $8 before.
inline constexpr Statement kReadSelected{
    "events.read_selected",
    "select tenant_id, position, id, stream, type, version, payload, occurred_at, trace"
    " from kernel.events where position > $1 and position <= $2"
    " and ($4::text[] is null or type = any ($4)) and ($5::int4 is null or tenant_id = $5)"
    " and ($6::text is null or stream = $6) and ($7::int8 is null or occurred_at >= $7)"
    " and ($8::int8 is null or occurred_at < $8) order by position limit $3",
    Scope::platform};

// -> oldest, newest: the positions that the log holds.
inline constexpr Statement kReadExtent{
    "events.extent",
    "select coalesce((select min(first) from kernel.log_partitions), 1) as oldest,"
    " (select position from kernel.cursors where name = 'relay') as newest",
    Scope::platform};

// $2 inbox, $3 events, $4 positions. Violates inbox_pkey when one of the effects is there already.
inline constexpr Statement kReceive{
    "events.receive",
    "insert into kernel.inbox (tenant_id, consumer, event_id, position)"
    " select $1, $2, e.id, e.position from unnest($3::uuid[], $4::int8[]) e(id, position)"};
inline constexpr std::string_view kInboxKey = "inbox_pkey";

// $2 consumer, $3 streams. Raises kStreamParked.
inline constexpr Statement kRequireRunning{"events.require_running",
                                           "select kernel.require_running($1, $2, $3)"};
// $2 consumer, $3 stream. Raises kStreamRuns.
inline constexpr Statement kRequireParked{"events.require_parked",
                                          "select kernel.require_parked($1, $2, $3)"};

// $2 consumer, $3 event, $4 position, $5 stream, $6 type, $7 version, $8 payload, $9 occurred_at,
// $10 tries, $11 error, $12 state, $13 trace or null.
inline constexpr Statement kPark{
    "events.park",
    "insert into kernel.parked_events (tenant_id, consumer, event_id, position, stream, type,"
    " version, payload, occurred_at, tries, error, state, trace)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
// $2 consumer, $3 stream.
inline constexpr Statement kParkStream{
    "events.park_stream",
    "insert into kernel.parked_streams (tenant_id, consumer, stream) values ($1, $2, $3)"
    " on conflict (tenant_id, consumer, stream) do update set resume = false"};

// $2 consumer, $3 event. Raises kNotWaiting.
inline constexpr Statement kTakeParked{"events.take_parked",
                                       "select kernel.take_parked($1, $2, $3)"};
// $2 consumer, $3 event, $4 tries, $5 error: it failed again.
inline constexpr Statement kParkAgain{
    "events.park_again",
    "update kernel.parked_events set state = 'parked', tries = tries + $4, error = $5,"
    " changed_at = kernel.now_nanoseconds()"
    " where tenant_id = $1 and consumer = $2 and event_id = $3 and state in ('requeued', "
    "'queued')"};
// $2 consumer, $3 stream: it waits for somebody again.
inline constexpr Statement kHaltStream{"events.halt_stream",
                                       "update kernel.parked_streams set resume = false"
                                       " where tenant_id = $1 and consumer = $2 and stream = $3"};
// $2 consumer, $3 stream -> released.
inline constexpr Statement kReleaseStream{"events.release_stream",
                                          "select kernel.release_stream($1, $2, $3) as released"};

// Dead letters of the consumer $1 that are to be tried again.
inline constexpr Statement kReadRequeued{
    "events.read_requeued",
    "select tenant_id, position, event_id as id, stream, type, version, payload, occurred_at, trace"
    " from kernel.parked_events where consumer = $1 and state = 'requeued'"
    " order by position limit 100",
    Scope::platform};
// Parked streams of the consumer $1 that are to go on -> tenant_id, stream.
inline constexpr Statement kReadResumable{
    "events.read_resumable",
    "select tenant_id, stream from kernel.parked_streams where consumer = $1 and resume limit 100",
    Scope::platform};
// The oldest event that waits in a parked stream: $1 tenant, $2 consumer, $3 stream.
inline constexpr Statement kReadNextParked{
    "events.read_next_parked",
    "select tenant_id, position, event_id as id, stream, type, version, payload, occurred_at, "
    "trace,"
    " state from kernel.parked_events where tenant_id = $1 and consumer = $2 and stream = $3"
    " and state in ('parked', 'queued', 'requeued') order by position limit 1",
    Scope::platform};

// The replay of the consumer $1 that is under way.
inline constexpr Statement kReadReplay{
    "events.read_replay",
    "select id, first, last, types, tenant_id, stream, from_time, to_time, sends, rebuilds,"
    " position from kernel.replays where consumer = $1 and state = 'running' order by id limit 1",
    Scope::platform};
// $1 replay, $2 position, $3 delivered, $4 failed, $5 error (NULL: none).
inline constexpr Statement kAdvanceReplay{
    "events.advance_replay",
    "update kernel.replays set position = $2, delivered = delivered + $3, failed = failed + $4,"
    " error = coalesce($5, error) where id = $1 and position <= $2",
    Scope::platform};
// $1 replay, $2 state, $3 error (NULL: as it is).
inline constexpr Statement kEndReplay{
    "events.end_replay",
    "update kernel.replays set state = $2, error = coalesce($3, error),"
    " ended_at = kernel.now_nanoseconds()"
    " where id = $1 and state = 'running'",
    Scope::platform};
// $1 table.
inline constexpr Statement kEmptyShadow{"events.empty_shadow", "select kernel.empty_shadow($1)",
                                        Scope::platform};
inline constexpr Statement kSwapShadow{"events.swap_shadow", "select kernel.swap_shadow($1)",
                                       Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kLead,           &kReadHead,      &kRelay,          &kCountWaiting,  &kReadHorizon,
    &kTellRelayState, &kExtendLog,     &kRotateLog,      &kTellHold,      &kPruneInbox,
    &kJoin,           &kAdvance,       &kTellFailing,    &kReadEvents,    &kReadSelected,
    &kReadExtent,     &kReceive,       &kRequireRunning, &kRequireParked, &kPark,
    &kParkStream,     &kTakeParked,    &kParkAgain,      &kHaltStream,    &kReleaseStream,
    &kReadRequeued,   &kReadResumable, &kReadNextParked, &kReadReplay,    &kAdvanceReplay,
    &kEndReplay,      &kEmptyShadow,   &kSwapShadow};

}  // namespace sangam::events
