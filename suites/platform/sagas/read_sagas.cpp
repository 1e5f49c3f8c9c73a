// What there is to read: definitions, lists, one instance with its log.

#include "suites/platform/sagas/sagas.h"
#include "suites/platform/sagas/statements.h"

namespace sangam::suites::platform {

namespace {

struct SagaRow {
  SagaId id;
  std::string definition;
  std::int32_t version = 1;
  std::string definition_hash;
  saga::Status status = saga::Status::running;
  bool paused = false;
  bool backward = false;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  std::string marks;
  std::optional<std::string> failure;
  std::optional<Timestamp> timer_at;
  std::optional<Timestamp> deadline_at;
  std::string input;
  std::string state;
  std::int32_t entries = 0;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(SagaRow, (id, ""), (definition, ""), (version, ""), (definition_hash, ""),
                (status, ""), (paused, ""), (backward, ""), (step, ""), (attempt, ""), (marks, ""),
                (failure, ""), (timer_at, ""), (deadline_at, ""), (input, ""), (state, ""),
                (entries, ""), (created_at, ""), (updated_at, ""), (trace_id, ""))

SagaStep describe_step(const saga::Step& step) {
  SagaStep described{.name = step.name,
                     .text = step.text,
                     .kind = step.kind,
                     .compensable = static_cast<bool>(step.compensate),
                     .conditional = static_cast<bool>(step.when),
                     .pivot = step.pivot,
                     .tries = step.retry.tries,
                     .timeout_ms = step.timeout.count(),
                     .permission = {}};
  if (!saga::waits(step.kind)) described.timeout_ms = saga::patience_of(step).count();
  if (!step.permission.empty()) described.permission = step.permission;
  return described;
}

std::vector<SagaEdge> edges_of(const saga::Shape& shape) {
  std::vector<SagaEdge> edges;
  std::int64_t undone = -1;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto step = static_cast<std::int64_t>(i);
    if (i + 1 < shape.size()) edges.push_back({step, step + 1, SagaEdgeKind::next});
    if (i > 0 && i + 1 < shape.size() && shape.steps[i].conditional)
      edges.push_back({step - 1, step + 1, SagaEdgeKind::skip});
    if (!shape.steps[i].compensable) continue;
    if (undone >= 0) edges.push_back({step, undone, SagaEdgeKind::undo});
    undone = step;
  }
  return edges;
}

SagaDefinition describe_definition(const saga::KnownDefinition& known) {
  SagaDefinition described{.name = known.definition.name,
                           .version = known.definition.version,
                           .hash = known.hash,
                           .summary = known.definition.summary,
                           .deadline_ms = known.definition.deadline.count(),
                           .steps = {},
                           .edges = edges_of(known.shape)};
  for (const auto& step : known.definition.steps)
    described.steps.push_back(describe_step(step));
  return described;
}

saga::Progress progress_of(SagaRow& row) {
  return {.status = row.status,
          .paused = row.paused,
          .backward = row.backward,
          .step = row.step,
          .attempt = row.attempt,
          .marks = std::move(row.marks),
          .failure = std::move(row.failure),
          .timer_at = row.timer_at,
          .deadline_at = row.deadline_at};
}

}  // namespace

Task<SagaDefinitions> Sagas::definitions(api::Call&, Nothing) {
  SagaDefinitions reply;
  for (const auto& known : registry_.list())
    reply.definitions.push_back(describe_definition(known));
  co_return reply;
}

Task<api::Page<SagaSummary>> Sagas::list(api::Call& call, ListSagas request) {
  api::ListStatement list("sagas.list",
                          "select id, definition, version, status, paused, step, attempt, marks,"
                          " failure, created_at, updated_at"
                          " from kernel.sagas where tenant_id = $1",
                          call);
  list.filter("definition = ?", request.definition)
      .filter("status = ?", request.status)
      .sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-created_at");
  co_return co_await list.page<SagaSummary>(call, request.paging);
}

Task<SagaDetail> Sagas::read(api::Call& call, SagaId id) {
  auto row = co_await call.row<SagaRow>(kFindSaga, id);
  if (!row) throw Error{Code::not_found, "There is no such saga."};
  auto log = co_await call.rows<saga::Entry>(kSagaLog, id);
  // The log was read a moment after the row, which says how long it was.
  std::erase_if(log, [&](const auto& entry) { return entry.n >= row->entries; });
  co_return SagaDetail{.id = row->id,
                       .definition = std::move(row->definition),
                       .version = row->version,
                       .definition_hash = row->definition_hash,
                       .known = registry_.find(row->definition_hash) != nullptr,
                       .progress = progress_of(*row),
                       .input = std::move(row->input),
                       .state = std::move(row->state),
                       .created_at = row->created_at,
                       .updated_at = row->updated_at,
                       .log = std::move(log),
                       .trace_id = std::move(row->trace_id)};
}

Task<SagaDetail> Sagas::get(api::Call& call, GetSaga request) {
  co_return co_await read(call, request.id);
}

}  // namespace sangam::suites::platform
