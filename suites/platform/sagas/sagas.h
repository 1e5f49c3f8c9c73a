#pragma once

// Sagas as people see them: which there are, where each instance stands and what happened to it,
// and the hands that move one. Start here; what a saga is says kernel/saga.

#include "kernel/api/list.h"
#include "kernel/api/module.h"
#include "kernel/saga/attend.h"
#include "kernel/saga/replay.h"
#include "kernel/saga/start.h"

namespace sangam::suites::platform {

using saga::SagaId;

struct SagaStep {
  std::string name;
  std::string text;
  saga::StepKind kind = saga::StepKind::action;
  bool compensable = false;
  bool conditional = false;
  bool pivot = false;
  std::int64_t tries = 1;
  std::int64_t timeout_ms = 0;
  std::optional<std::string> permission;
};
SANGAM_DESCRIBE(SagaStep, (name, "Its name"), (text, "What it does, for people"),
                (kind, "How it comes to its end"), (compensable, "Whether something undoes it"),
                (conditional, "Whether it may be passed over"),
                (pivot, "The point of no return: behind it nothing is turned back by itself"),
                (tries, "How often it is tried"),
                (timeout_ms, "Of one try, or how long it waits; 0: for ever"),
                (permission, "Of an approval: what the person needs"))

// From one step to another, for drawing: `next` and `skip` go forward, `undo` leads from a
// compensation to the one before it.
enum class SagaEdgeKind : std::uint8_t { next, skip, undo };
SANGAM_ENUM(SagaEdgeKind, next, skip, undo)

struct SagaEdge {
  std::int64_t from = 0;
  std::int64_t to = 0;
  SagaEdgeKind kind = SagaEdgeKind::next;
};
SANGAM_DESCRIBE(SagaEdge, (from, "Index of a step"), (to, "Index of a step"), (kind, "What it is"))

struct SagaDefinition {
  std::string name;
  std::int64_t version = 1;
  std::string hash;
  std::string summary;
  std::int64_t deadline_ms = 0;
  std::vector<SagaStep> steps;
  std::vector<SagaEdge> edges;
};
SANGAM_DESCRIBE(SagaDefinition, (name, "Its name"), (version, "Counted from 1"),
                (hash, "Of its steps: instances keep the version with their hash"),
                (summary, "What it is for"), (deadline_ms, "Of a whole instance; 0: none"),
                (steps, "In order"), (edges, "How they follow each other"))

struct SagaDefinitions {
  std::vector<SagaDefinition> definitions;
};
SANGAM_DESCRIBE(SagaDefinitions, (definitions, "All that this server knows"))

struct SagaSummary {
  SagaId id;
  std::string definition;
  std::int64_t version = 1;
  saga::Status status = saga::Status::running;
  bool paused = false;
  std::int64_t step = 0;
  std::int64_t attempt = 0;
  std::string marks;
  std::optional<std::string> failure;
  Timestamp created_at;
  Timestamp updated_at;
};
SANGAM_DESCRIBE(SagaSummary, (id, "The saga"), (definition, "Its definition"),
                (version, "The version it keeps"), (status, "Where it stands"),
                (paused, "Whether a person paused it"), (step, "The step at hand, from 0"),
                (attempt, "Tries of it that failed"),
                (marks, "One letter a step: . open, b begun, d done, s skipped, u undone, k kept"),
                (failure, "Why it was turned back or parked"), (created_at, "When it began"),
                (updated_at, "When it moved last"))

// A recording (kernel/saga/replay.h) and more: saved as it is, it can be replayed.
struct SagaDetail {
  SagaId id;
  std::string definition;
  std::int64_t version = 1;
  std::string definition_hash;
  bool known = false;
  saga::Progress progress;
  std::string input;
  std::string state;
  Timestamp created_at;
  Timestamp updated_at;
  std::vector<saga::Entry> log;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(SagaDetail, (id, "The saga"), (definition, "Its definition"),
                (version, "The version it keeps"), (definition_hash, "Of that version's steps"),
                (known, "Whether this server knows these steps, and so can move it"),
                (progress, "Where it stands"), (input, "What it began with: JSON as text"),
                (state, "Its state: JSON as text"), (created_at, "When it began"),
                (updated_at, "When it moved last"), (log, "All that happened, in order"),
                (trace_id, "Of the request that began it, as in traceparent"))

struct ListSagas {
  api::Paging paging;
  std::optional<Text<1, 120>> definition;
  std::optional<saga::Status> status;
};
SANGAM_DESCRIBE(ListSagas, (paging, ""), (definition, "Only of this definition"),
                (status, "Only those that stand there"))

struct GetSaga {
  SagaId id;
};
SANGAM_DESCRIBE(GetSaga, (id, "The saga"))

struct MoveSaga {
  SagaId id;
  std::optional<Text<1, 500>> reason;
  std::optional<Text<1, 120>> step;
};
SANGAM_DESCRIBE(MoveSaga, (id, "The saga"), (reason, "Why; kept in its log"),
                (step, "The step you saw at hand: refused when it has moved on since"))

struct SignalSaga {
  SagaId id;
  Text<1, 120> name;
  Text<1, 10'000> payload;
};
SANGAM_DESCRIBE(SignalSaga, (id, "The saga"), (name, "The signal: the name of the waiting step"),
                (payload, "What it brings: JSON as text, in the form the step declares"))

// Any loop; the registry must outlive it.
class Sagas {
 public:
  explicit Sagas(const saga::Registry& registry) : registry_(registry) {}

  Task<SagaDefinitions> definitions(api::Call& call, Nothing request);
  Task<api::Page<SagaSummary>> list(api::Call& call, ListSagas request);
  Task<SagaDetail> get(api::Call& call, GetSaga request);

  Task<SagaDetail> retry(api::Call& call, MoveSaga request);
  Task<SagaDetail> skip(api::Call& call, MoveSaga request);
  Task<SagaDetail> compensate(api::Call& call, MoveSaga request);
  Task<SagaDetail> cancel(api::Call& call, MoveSaga request);
  Task<SagaDetail> give_up(api::Call& call, MoveSaga request);
  Task<SagaDetail> pause(api::Call& call, MoveSaga request);
  Task<SagaDetail> resume(api::Call& call, MoveSaga request);
  Task<SagaDetail> approve(api::Call& call, MoveSaga request);
  Task<SagaDetail> reject(api::Call& call, MoveSaga request);
  Task<SagaDetail> signal(api::Call& call, SignalSaga request);

 private:
  Task<SagaDetail> move(api::Call& call, MoveSaga request, saga::EntryKind kind);
  Task<SagaDetail> read(api::Call& call, SagaId id);

  const saga::Registry& registry_;
};

void declare(api::Module& module, Sagas& sagas);

}  // namespace sangam::suites::platform
