#pragma once

// The named statements of webhooks out. $1 is the tenant, except where the scope is platform.

#include "kernel/store/bytes.h"
#include "kernel/store/statement.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

using store::Scope;
using store::Statement;

#define SANGAM_ENDPOINT_COLUMNS                                                        \
  "id, url, description, event_types, ordered, state, disabled_reason, failing_since," \
  " previous_until, created_at, changed_at, last_at, last_outcome, last_status,"       \
  " last_failure, failed_in_a_row"
#define SANGAM_ENDPOINT_SELECT \
  "select " SANGAM_ENDPOINT_COLUMNS " from webhooks.endpoints where tenant_id = $1"

inline constexpr Statement kFindEndpoint{"webhooks.endpoints.find",
                                         SANGAM_ENDPOINT_SELECT " and id = $2"};
inline constexpr Statement kLockEndpoint{"webhooks.endpoints.lock",
                                         SANGAM_ENDPOINT_SELECT " and id = $2 for update"};
inline constexpr Statement kCountEndpoints{
    "webhooks.endpoints.count",
    "select count(*) as count from webhooks.endpoints where tenant_id = $1"};
inline constexpr Statement kInsertEndpoint{
    "webhooks.endpoints.insert",
    "insert into webhooks.endpoints (tenant_id, id, url, description, event_types, ordered, state,"
    " secret, created_at, changed_at) values ($1, $2, $3, $4, $5, $6, 'enabled', $7, $8, $8)"};
// What was wrong before is forgotten: the owner has looked at it.
inline constexpr Statement kUpdateEndpoint{
    "webhooks.endpoints.update",
    "update webhooks.endpoints set url = $3, description = $4, event_types = $5, ordered = $6,"
    " failing_since = null, failed_in_a_row = 0, paused_until = 0, changed_at = $7 where tenant_id "
    "= $1 and id = $2"
    " returning " SANGAM_ENDPOINT_COLUMNS};
inline constexpr Statement kEnableEndpoint{
    "webhooks.endpoints.enable",
    "update webhooks.endpoints set state = 'enabled', disabled_reason = null, failing_since = null,"
    " failed_in_a_row = 0, paused_until = 0, changed_at = $3 where tenant_id = $1 and id = $2"
    " returning " SANGAM_ENDPOINT_COLUMNS};
inline constexpr Statement kDisableEndpoint{
    "webhooks.endpoints.disable",
    "update webhooks.endpoints set state = 'disabled', disabled_reason = $3, changed_at = $4"
    " where tenant_id = $1 and id = $2 returning " SANGAM_ENDPOINT_COLUMNS};
inline constexpr Statement kRotateSecret{
    "webhooks.endpoints.rotate_secret",
    "update webhooks.endpoints set previous_secret = secret, previous_until = $4, secret = $3,"
    " changed_at = $5 where tenant_id = $1 and id = $2 returning " SANGAM_ENDPOINT_COLUMNS};
inline constexpr Statement kDeleteEndpoint{
    "webhooks.endpoints.delete",
    "delete from webhooks.endpoints where tenant_id = $1 and id = $2 returning id"};
inline constexpr Statement kDropDeliveries{
    "webhooks.deliveries.drop",
    "delete from webhooks.deliveries where tenant_id = $1 and endpoint_id = $2"};

// Of the tenants $1, those that have an endpoint -> tenant_id.
inline constexpr Statement kConcerned{
    "webhooks.concerned",
    "select t as tenant_id from unnest($1::int4[]) t"
    " where exists (select from webhooks.endpoints e where e.tenant_id = t)",
    Scope::platform};
// $2 event, $3 type, $4 occurred_at, $5 body: keeps the event when any endpoint wants it, and lines
// it up at the enabled ones.
inline constexpr Statement kQueue{
    "webhooks.queue",
    "with wanted as ("
    "select id, state from webhooks.endpoints where tenant_id = $1"
    " and (event_types = '{}' or $3 = any (event_types))),"
    " message as ("
    "insert into webhooks.messages (tenant_id, id, type, occurred_at, body)"
    " select $1, $2, $3, $4, $5 where exists (select from wanted) on conflict do nothing)"
    " insert into webhooks.deliveries (tenant_id, endpoint_id, message_id)"
    " select $1, w.id, $2 from wanted w where w.state = 'enabled' on conflict do nothing"};
// The same for one endpoint, whatever it wants: $2 message, $3 type, $4 occurred_at, $5 body,
// $6 endpoint.
inline constexpr Statement kQueueForOne{
    "webhooks.queue_for_one",
    "with message as ("
    "insert into webhooks.messages (tenant_id, id, type, occurred_at, body)"
    " values ($1, $2, $3, $4, $5))"
    " insert into webhooks.deliveries (tenant_id, endpoint_id, message_id) values ($1, $6, $2)"};
// $2 endpoint, $3 from, $4 to (before), $5 types (empty: all), $6 at most -> queued. What waits
// already is left where it stands; what was given up is sent as if new.
inline constexpr Statement kReplay{
    "webhooks.replay",
    "with chosen as ("
    "select m.id from webhooks.messages m where m.tenant_id = $1 and m.occurred_at >= $3"
    " and m.occurred_at < $4 and ($5::text[] = '{}' or m.type = any ($5::text[]))"
    " order by m.occurred_at, m.id limit $6),"
    " queued as ("
    "insert into webhooks.deliveries as d (tenant_id, endpoint_id, message_id)"
    " select $1, $2, c.id from chosen c"
    " on conflict (tenant_id, endpoint_id, message_id) do update"
    " set state = 'waiting', tries = 0, next_at = 0 where d.state = 'failed' returning 1)"
    " select count(*) as count from queued"};

// The same without doing it: $2 endpoint, $3 from, $4 to (before), $5 at most.
inline constexpr Statement kPreviewReplay{
    "webhooks.preview_replay",
    "with chosen as ("
    "select m.id, m.type, m.occurred_at from webhooks.messages m where m.tenant_id = $1"
    " and m.occurred_at >= $3 and m.occurred_at < $4 order by m.occurred_at, m.id limit $5)"
    " select c.type, count(*) filter (where d.state is distinct from 'waiting') as queued,"
    " count(*) filter (where d.state = 'waiting') as waiting,"
    " min(c.occurred_at) as first, max(c.occurred_at) as last from chosen c"
    " left join webhooks.deliveries d on d.tenant_id = $1 and d.endpoint_id = $2"
    " and d.message_id = c.id group by c.type order by c.type"};

// What the head of an endpoint's line looks like: $2 endpoint, $3 now, $4 at most.
inline constexpr Statement kReadLine{
    "webhooks.read_line",
    "select d.sequence, d.message_id, d.tries, d.next_at, m.body, e.url, e.ordered, e.secret,"
    " e.previous_secret, e.previous_until, e.failing_since"
    " from webhooks.endpoints e"
    " join webhooks.deliveries d on d.tenant_id = e.tenant_id and d.endpoint_id = e.id"
    " join webhooks.messages m on m.tenant_id = d.tenant_id and m.id = d.message_id"
    " where e.tenant_id = $1 and e.id = $2 and e.state = 'enabled' and e.paused_until <= $3"
    " and d.tenant_id = $1 and m.tenant_id = $1"
    " and d.state = 'waiting' and (e.ordered or d.next_at <= $3) order by d.sequence limit $4"};
// $2 endpoint, $3 ids, $4 messages, $5 numbers, $6 at, $7 outcomes, $8 statuses, $9 failures,
// $10 durations, $11 responses, $12 next tries: arrays of one length.
inline constexpr Statement kInsertAttempts{
    "webhooks.attempts.insert",
    "insert into webhooks.attempts (tenant_id, endpoint_id, id, message_id, number, at, outcome,"
    " status, failure, duration_ms, response, next_at)"
    " select $1, $2, u.* from unnest($3::uuid[], $4::uuid[], $5::int4[], $6::int8[], $7::text[],"
    " $8::int4[], $9::text[], $10::int4[], $11::text[], $12::int8[]) u"};
// $2 endpoint, $3 sequences.
inline constexpr Statement kDelivered{
    "webhooks.deliveries.delivered",
    "delete from webhooks.deliveries where tenant_id = $1 and endpoint_id = $2"
    " and sequence = any ($3)"};
// $2 endpoint, $3 sequence, $4 state, $5 tries, $6 next_at.
inline constexpr Statement kPostpone{
    "webhooks.deliveries.postpone",
    "update webhooks.deliveries set state = $4, tries = $5, next_at = $6"
    " where tenant_id = $1 and endpoint_id = $2 and sequence = $3"};
// What a batch says of its endpoint: $2 endpoint, $3 failing_since (NULL: it works),
// $4 paused_until, $5 last_at, $6 last_outcome, $7 last_status, $8 last_failure, $9 whether one was
// delivered, $10 how many failed since.
inline constexpr Statement kJudgeEndpoint{
    "webhooks.endpoints.judge",
    "update webhooks.endpoints set failing_since = $3, paused_until = $4, last_at = $5,"
    " last_outcome = $6, last_status = $7, last_failure = $8,"
    " failed_in_a_row = case when $9 then 0 else failed_in_a_row end + $10"
    " where tenant_id = $1 and id = $2"};

#define SANGAM_ATTEMPT_COLUMNS                                                                \
  "id, endpoint_id, message_id, number, at, outcome, status, failure, duration_ms, response," \
  " next_at"
#define SANGAM_ATTEMPT_SELECT \
  "select " SANGAM_ATTEMPT_COLUMNS " from webhooks.attempts where tenant_id = $1"
#define SANGAM_DELIVERY_SELECT                                                           \
  "select d.sequence, d.endpoint_id, d.message_id, m.type, d.state, d.tries, d.next_at," \
  " m.occurred_at from webhooks.deliveries d join webhooks.messages m"                   \
  " on m.tenant_id = d.tenant_id and m.id = d.message_id"                                \
  " where d.tenant_id = $1 and m.tenant_id = $1"

inline constexpr Statement kFindMessage{
    "webhooks.messages.find",
    "select id, type, occurred_at, body from webhooks.messages where tenant_id = $1 and id = $2"};

// The dispatcher's, as sangam_relay.

// $1 holder, $2 nanoseconds -> until; no row while another process holds it.
inline constexpr Statement kHoldLease{
    "webhooks.lease.hold",
    "insert into webhooks.lease as l (name, holder, until)"
    " values ('dispatcher', $1, kernel.now_nanoseconds() + $2)"
    " on conflict (name) do update set holder = excluded.holder, until = excluded.until"
    " where l.holder = $1 or l.until < kernel.now_nanoseconds() returning until",
    Scope::platform};
inline constexpr Statement kReleaseLease{"webhooks.lease.release",
                                         "update webhooks.lease set until = 0 where holder = $1",
                                         Scope::platform};
// $1 now, $2 at most -> tenant_id, id of endpoints with something due.
inline constexpr Statement kFindDue{
    "webhooks.find_due",
    "select e.tenant_id, e.id from webhooks.endpoints e"
    " where e.state = 'enabled' and e.paused_until <= $1 and exists ("
    "select from webhooks.deliveries d where d.tenant_id = e.tenant_id and d.endpoint_id = e.id"
    " and d.state = 'waiting' and d.next_at <= $1) limit $2",
    Scope::platform};
// The same among the tenants $3.
inline constexpr Statement kFindDueOf{
    "webhooks.find_due_of",
    "select e.tenant_id, e.id from webhooks.endpoints e"
    " where e.tenant_id = any ($3) and e.state = 'enabled' and e.paused_until <= $1 and exists ("
    "select from webhooks.deliveries d where d.tenant_id = e.tenant_id and d.endpoint_id = e.id"
    " and d.state = 'waiting' and d.next_at <= $1) limit $2",
    Scope::platform};
// -> switched_off, failing: endpoints that we disabled, and enabled ones that fail.
inline constexpr Statement kCountFailing{
    "webhooks.count_failing",
    "select count(*) filter (where state = 'disabled' and disabled_reason <> 'switched_off')"
    " as switched_off,"
    " count(*) filter (where state = 'enabled' and failing_since is not null) as failing"
    " from webhooks.endpoints",
    Scope::platform};
// $1 before, $2 at most: rows that nobody needs any more.
inline constexpr Statement kPruneAttempts{
    "webhooks.prune_attempts",
    "delete from webhooks.attempts where ctid = any (array("
    "select a.ctid from webhooks.attempts a where a.at < $1 order by a.at limit $2))",
    Scope::platform};
inline constexpr Statement kPruneReceived{
    "webhooks.prune_received",
    "delete from webhooks.received where ctid = any (array("
    "select r.ctid from webhooks.received r where r.received_at < $1 order by r.received_at"
    " limit $2))",
    Scope::platform};
inline constexpr Statement kPruneMessages{
    "webhooks.prune_messages",
    "with old as ("
    "delete from webhooks.messages where ctid = any (array("
    "select m.ctid from webhooks.messages m where m.created_at < $1 order by m.created_at"
    " limit $2)) returning tenant_id, id)"
    " delete from webhooks.deliveries d using old, webhooks.endpoints e"
    " where e.tenant_id = old.tenant_id and d.tenant_id = old.tenant_id"
    " and d.endpoint_id = e.id and d.message_id = old.id",
    Scope::platform};

inline constexpr const Statement* kStatements[] = {
    &kFindEndpoint,   &kLockEndpoint,    &kCountEndpoints, &kInsertEndpoint, &kUpdateEndpoint,
    &kEnableEndpoint, &kDisableEndpoint, &kRotateSecret,   &kDeleteEndpoint, &kDropDeliveries,
    &kQueue,          &kQueueForOne,     &kReplay,         &kPreviewReplay,  &kReadLine,
    &kInsertAttempts, &kDelivered,       &kPostpone,       &kJudgeEndpoint,  &kFindMessage};
inline constexpr const Statement* kDispatcherStatements[] = {
    &kHoldLease,     &kReleaseLease,  &kFindDue,       &kFindDueOf,   &kConcerned,
    &kPruneAttempts, &kPruneReceived, &kPruneMessages, &kCountFailing};

}  // namespace sangam::suites::platform::webhooks
