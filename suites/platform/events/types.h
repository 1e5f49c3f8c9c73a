#pragma once

// What the operations on events take and answer.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"
#include "kernel/api/resource_directory.h"

namespace sangam::suites::platform {

struct EventResource {
  static constexpr std::string_view kIdPrefix = "event";
};
using EventId = Id<EventResource>;
struct ReplayResource {
  static constexpr std::string_view kIdPrefix = "rpl";
};
using ReplayId = Id<ReplayResource>;

using TypeName = Text<1, 120>;
using StreamName = Text<1, 250>;
using ConsumerName = Text<1, 120>;
using Position = Bounded<1, INT64_MAX>;

struct ListEvents {
  api::Paging paging;
  std::optional<TypeName> type;
  std::optional<StreamName> stream;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(ListEvents, (paging, ""), (type, "Only of this type"),
                (stream, "Only of this stream"), (from, "Not before"), (to, "Before"))

struct EventEntry {
  EventId id;
  std::int64_t position = 0;
  std::string stream;
  std::string type;
  std::int32_t version = 0;
  Timestamp occurred_at;
  api::JsonValue payload;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(EventEntry, (id, "The event, the same wherever it is told"),
                (position, "Its place in the log: higher ones are later"),
                (stream, "What it is about"), (type, "What happened"),
                (version, "Of the payload's form"), (occurred_at, "When"),
                (payload, "As its type and version say"),
                (trace_id, "Of the request that emitted it, as in traceparent"))

struct GetEvent {
  Position position;
};
SANGAM_DESCRIBE(GetEvent, (position, "Its place in the log"))

struct TailEvents {
  std::vector<TypeName> type;
  std::optional<StreamName> stream;
  std::optional<Bounded<0, INT64_MAX>> after;
};
SANGAM_DESCRIBE(TailEvents, (type, "Only of these types; repeat the parameter"),
                (stream, "Only of this stream"),
                (after, "Begin behind this position; with what is new unless said"))

struct EventTypeEntry {
  std::string name;
  std::int32_t version = 1;
  std::string summary;
  bool upcasts = false;
  api::JsonValue schema;
};
SANGAM_DESCRIBE(EventTypeEntry, (name, "The type"), (version, "Of its payload"),
                (summary, "What happened"), (upcasts, "Whether it reads the version before"),
                (schema, "JSON Schema of the payload"))

struct EventTypeList {
  std::vector<EventTypeEntry> items;
};
SANGAM_DESCRIBE(EventTypeList, (items, "Every version of every type"))

enum class LetterState : std::uint8_t { parked, queued, requeued, done, skipped };
SANGAM_ENUM(LetterState, parked, queued, requeued, done, skipped)

struct ListDeadLetters {
  api::Paging paging;
  std::optional<ConsumerName> consumer;
  std::optional<TypeName> type;
  std::optional<StreamName> stream;
  std::optional<LetterState> state;
};
SANGAM_DESCRIBE(ListDeadLetters, (paging, ""), (consumer, "Only of this consumer"),
                (type, "Only of this type"), (stream, "Only of this stream"),
                (state, "Only in this state"))

struct DeadLetter {
  EventId event;
  std::string consumer;
  std::int64_t position = 0;
  std::string stream;
  std::string type;
  std::int32_t version = 0;
  Timestamp occurred_at;
  LetterState state = LetterState::parked;
  std::int32_t tries = 0;
  std::string error;
  Timestamp parked_at;
  Timestamp changed_at;
  std::optional<std::string> edited_by;
  api::JsonValue payload;
  std::optional<api::JsonValue> original;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(DeadLetter, (event, "The event"), (consumer, "Who could not handle it"),
                (position, "Its place in the log"), (stream, "What it is about"),
                (type, "What happened"), (version, "Of the payload's form"),
                (occurred_at, "When it happened"),
                (state, "parked: decide; queued: behind a parked one; requeued: tried again soon"),
                (tries, "How often it was tried"), (error, "Why it failed last"),
                (parked_at, "Since when"), (changed_at, "When its state changed last"),
                (edited_by, "Who changed the payload last"), (payload, "What will be tried"),
                (original, "The payload as emitted, if it was edited"),
                (trace_id, "Of the request that emitted it, as in traceparent"))

struct NameDeadLetter {
  ConsumerName consumer;
  EventId event;
};
SANGAM_DESCRIBE(NameDeadLetter, (consumer, "Who could not handle it"), (event, "The event"))

struct DecideDeadLetter {
  ConsumerName consumer;
  EventId event;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(DecideDeadLetter, (consumer, "Who could not handle it"), (event, "The event"),
                (reason, "Why; kept in the audit"))

// What an edit changes, for the audit.
struct LetterPayload {
  api::JsonValue payload;
};
SANGAM_DESCRIBE(LetterPayload, (payload, "What will be tried"))

struct EditDeadLetter {
  ConsumerName consumer;
  EventId event;
  Text<2, 100'000> payload;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(EditDeadLetter, (consumer, "Who could not handle it"), (event, "The event"),
                (payload, "The new payload: a JSON object, as a text"),
                (reason, "Why; kept in the audit"))

struct ListParkedStreams {
  api::Paging paging;
  std::optional<ConsumerName> consumer;
};
SANGAM_DESCRIBE(ListParkedStreams, (paging, ""), (consumer, "Only of this consumer"))

struct ParkedStream {
  std::string consumer;
  std::string stream;
  Timestamp parked_at;
  bool resuming = false;
  std::optional<EventId> event;
  std::optional<std::int64_t> position;
  std::optional<std::string> type;
  std::optional<std::string> error;
  std::int64_t waiting = 0;
};
SANGAM_DESCRIBE(ParkedStream, (consumer, "Who stands still in it"), (stream, "What it is about"),
                (parked_at, "Since when"), (resuming, "Whether it is about to go on"),
                (event, "The event that it waits for: requeue or skip this dead letter"),
                (position, "Of that event"), (type, "Of that event"), (error, "Why it failed last"),
                (waiting, "Events that queued up behind it"))

struct ConsumerEntry {
  std::string name;
  std::string state;
  std::int64_t position = 0;
  std::int64_t lag = 0;
  std::int64_t lost_to = 0;
  std::optional<std::string> error;
  std::optional<Timestamp> failing_since;
  Timestamp updated_at;
};
SANGAM_DESCRIBE(ConsumerEntry, (name, "The consumer"),
                (state, "running, catching_up, failing or lost_events"),
                (position, "It is done with everything up to here"),
                (lag, "Events of the log behind its position, of any type, as of a second ago"),
                (lost_to, "Dropped before it had read them: up to here; 0 when nothing was"),
                (error, "What it fails with now"), (failing_since, "Since when"),
                (updated_at, "When it last moved or joined"))

struct ConsumerList {
  std::vector<ConsumerEntry> items;
};
SANGAM_DESCRIBE(ConsumerList, (items, "By their names"))

struct StartReplay {
  ConsumerName consumer;
  std::optional<Position> from_position;
  std::optional<Position> to_position;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<std::vector<TypeName>> types;
  std::optional<TenantId> tenant;
  std::optional<StreamName> stream;
  std::optional<bool> send_messages;
  std::optional<bool> rebuild;
};
SANGAM_DESCRIBE(StartReplay, (consumer, "Who gets the events again"),
                (from_position, "From the beginning of the log unless said"),
                (to_position, "To its end unless said; both included"),
                (from, "Only what happened not before"), (to, "Only what happened before"),
                (types, "Only these types"), (tenant, "Only of this tenant"),
                (stream, "Only of this stream"),
                (send_messages, "Whether mail and webhooks are sent again; not unless said"),
                (rebuild, "Fill the consumer's projection anew, all of it, and swap it in"))

struct ReplayEntry {
  ReplayId id;
  std::string consumer;
  std::string state;
  std::int64_t first = 0;
  std::optional<std::int64_t> last;
  std::int64_t position = 0;
  std::int64_t delivered = 0;
  std::int64_t failed = 0;
  std::optional<std::string> error;
  bool sends = false;
  bool rebuilds = false;
  Timestamp created_at;
  std::optional<Timestamp> ended_at;
};
SANGAM_DESCRIBE(ReplayEntry, (id, "The replay"), (consumer, "Who gets the events again"),
                (state, "running, done, cancelled or failed"), (first, "From this position"),
                (last, "To this one; absent for a rebuild, which catches up"),
                (position, "Replayed up to here"), (delivered, "Events handled"),
                (failed, "Events passed over because they could not be"),
                (error, "Of the last one that could not"), (sends, "Whether messages are sent"),
                (rebuilds, "Whether a projection is rebuilt"),
                (created_at, "When it was asked for"), (ended_at, "When it ended"))

struct ReplayList {
  std::vector<ReplayEntry> items;
};
SANGAM_DESCRIBE(ReplayList, (items, "The newest hundred, newest first"))

struct NameReplay {
  ReplayId id;
};
SANGAM_DESCRIBE(NameReplay, (id, "The replay"))

struct RelayStatus {
  std::int64_t position = 0;
  std::int64_t oldest = 1;
  std::int64_t waiting = 0;
  std::int64_t partitions = 0;
  std::optional<std::int32_t> horizon_pid;
  std::optional<std::string> horizon_xid;
  std::optional<Timestamp> horizon_since;
  std::optional<std::string> held_by;
  std::optional<Timestamp> held_since;
  Timestamp updated_at;
};
SANGAM_DESCRIBE(RelayStatus, (position, "Of the newest event"),
                (oldest, "Of the oldest event kept"),
                (waiting, "Events in the outbox, counted up to 100000"),
                (partitions, "Pieces of the log"),
                (horizon_pid, "PostgreSQL session of the oldest transaction that writes"),
                (horizon_xid, "That transaction"), (horizon_since, "Seen since"),
                (held_by, "The consumer for which events are kept beyond their time"),
                (held_since, "Since when"), (updated_at, "When the relay told this"))

}  // namespace sangam::suites::platform
