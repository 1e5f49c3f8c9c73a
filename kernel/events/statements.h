#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::events {

using store::Scope;
using store::Statement;

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

// Moves up to $1 rows from the outbox to the log -> rows, position of the newest event, last_xid.
// $2 is a transaction that nothing waiting precedes: it spares the index scan the dead entries of
// rows moved before. Rows of transactions that are older than every running one cannot be preceded
// by anything that is still to come.
inline constexpr Statement kRelay{
    "events.relay",
    "with moved as ("
    "delete from kernel.outbox where ctid = any (array("
    "select o.ctid from kernel.outbox o"
    " where o.xid >= $2::xid8 and o.xid < pg_snapshot_xmin(pg_current_snapshot())"
    " order by o.xid, o.seq limit $1))"
    " returning tenant_id, seq, id, stream, type, version, payload, occurred_at, xid),"
    " head as ("
    "update kernel.cursors set position = position + (select count(*) from moved)"
    " where name = 'relay' and exists (select from moved) returning position),"
    " logged as ("
    "insert into kernel.events"
    " (tenant_id, position, id, stream, type, version, payload, occurred_at)"
    " select m.tenant_id, h.position - count(*) over () + row_number() over (order by m.xid, "
    "m.seq),"
    " m.id, m.stream, m.type, m.version, m.payload, m.occurred_at"
    " from moved m cross join head h)"
    " select (select count(*) from moved) as rows, (select position from head) as position,"
    " (select m.xid::text from moved m order by m.xid desc limit 1) as last_xid",
    Scope::platform};

// How many rows wait in the outbox, counted up to $1 -> waiting.
inline constexpr Statement kCountWaiting{
    "events.count_waiting",
    "select count(*) as waiting from (select from kernel.outbox limit $1) o", Scope::platform};

// Deletes up to $1 rows that an hour ago their consumer had passed -> affected.
inline constexpr Statement kPruneInbox{
    "events.prune_inbox",
    "delete from kernel.inbox where ctid = any (array("
    "select i.ctid from kernel.inbox i join kernel.consumers c on c.name = i.consumer"
    " where i.received_at < kernel.now_nanoseconds() - 3600 * 1000000000::int8"
    " and i.position <= c.position order by i.received_at limit $1))",
    Scope::platform};

// Begins or resumes the consumer $1 -> position.
inline constexpr Statement kJoin{
    "events.join",
    "insert into kernel.consumers as c (name) values ($1)"
    " on conflict (name) do update set updated_at = kernel.now_nanoseconds() returning position",
    Scope::platform};

// The consumer $1 is done with everything up to $2.
inline constexpr Statement kAdvance{
    "events.advance",
    "update kernel.consumers set position = $2, updated_at = kernel.now_nanoseconds()"
    " where name = $1 and position < $2",
    Scope::platform};

// Events of the types $1 behind $2, up to $3, at most $4.
inline constexpr Statement kReadEvents{
    "events.read",
    "select tenant_id, position, id, stream, type, version, payload, occurred_at from kernel.events"
    " where type = any ($1) and position > $2 and position <= $3 order by position limit $4",
    Scope::platform};

// $2 consumer, $3 event, $4 position. Violates inbox_pkey when the effect is there already.
inline constexpr Statement kReceive{
    "events.receive",
    "insert into kernel.inbox (tenant_id, consumer, event_id, position) values ($1, $2, $3, $4)"};
inline constexpr std::string_view kInboxKey = "inbox_pkey";

// $2 consumer, $3 event, $4 position, $5 stream, $6 type, $7 version, $8 payload, $9 occurred_at,
// $10 tries, $11 error.
inline constexpr Statement kPark{
    "events.park",
    "insert into kernel.parked_events (tenant_id, consumer, event_id, position, stream, type,"
    " version, payload, occurred_at, tries, error)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};

inline constexpr const Statement* kStatements[] = {
    &kLead, &kReadHead, &kRelay,      &kCountWaiting, &kPruneInbox,
    &kJoin, &kAdvance,  &kReadEvents, &kReceive,      &kPark};

}  // namespace sangam::events
