#include "suites/platform/access/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engines/authorization/graph.h"
#include "suites/platform/access/model_rules.h"
#include "suites/platform/access/statements.h"

namespace sangam::suites::platform::access {

namespace {

using authorization::Tuple;

struct TouchedRow {
  std::string tuple;
  bool inserted = false;
};
SANGAM_DESCRIBE(TouchedRow, (tuple, ""), (inserted, ""))

struct RemovedRow {
  std::string tuple;
};
SANGAM_DESCRIBE(RemovedRow, (tuple, ""))

struct ConditionCount {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(ConditionCount, (count, ""))

// What the audit keeps of a change.
struct WrittenTuples {
  std::vector<std::string> touched;
  std::vector<std::string> removed;
};
SANGAM_DESCRIBE(WrittenTuples, (touched, ""), (removed, ""))

// Tuples as the arrays of a statement.
struct Columns {
  explicit Columns(const std::vector<Tuple>& tuples) {
    for (const auto& tuple : tuples)
      add(tuple, false);
  }
  void add(const Tuple& tuple, bool is_removed) {
    texts.push_back(to_text(tuple));
    objects.push_back(tuple.object);
    relations.push_back(tuple.relation);
    subjects.push_back(tuple.subject);
    conditions.push_back(tuple.condition);
    removed.push_back(is_removed ? "true" : "false");
  }

  std::vector<std::string> texts, objects, relations, subjects, conditions, removed;
};

std::vector<Tuple> tuples_of(const WriteRelations& request) {
  std::vector<Tuple> tuples;
  for (const auto& one : request.touch.value_or(std::vector<RelationTuple>()))
    tuples.push_back({one.object.str(), one.relation.str(), one.subject.str(),
                      one.condition ? one.condition->str() : std::string()});
  return tuples;
}

std::vector<Tuple> names_of(const WriteRelations& request) {
  std::vector<Tuple> tuples;
  for (const auto& one : request.remove.value_or(std::vector<RelationName>()))
    tuples.push_back({one.object.str(), one.relation.str(), one.subject.str(), {}});
  return tuples;
}

void require_size(const std::vector<Tuple>& tuples, std::string_view pointer) {
  if (tuples.size() > Relations::kBatchMost)
    throw invalid_field(std::string(pointer), "too_many",
                        fmt::format("has more than {} tuples", Relations::kBatchMost));
}

void require_distinct(const std::vector<Tuple>& touch, const std::vector<Tuple>& remove) {
  std::set<std::string> seen;
  std::vector<FieldProblem> problems;
  const auto look = [&](const std::vector<Tuple>& tuples, std::string_view member) {
    for (std::size_t i = 0; i < tuples.size(); ++i)
      if (!seen.insert(to_text(tuples[i])).second)
        problems.push_back({fmt::format("/{}/{}", member, i), "duplicate", "is named twice"});
  };
  look(touch, "touch");
  look(remove, "remove");
  if (!problems.empty()) throw Error{Code::invalid, "A tuple is named twice.", std::move(problems)};
}

void require_allowed(const authorization::Schema& schema, const std::vector<Tuple>& touch) {
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < touch.size(); ++i)
    if (auto fault = authorization::Graph::validate(schema, touch[i]))
      problems.push_back({fmt::format("/touch/{}/{}", i, fault->field),
                          std::string(name(fault->kind)), std::move(fault->detail)});
  if (!problems.empty())
    throw Error{Code::invalid, "The model does not allow these tuples.", std::move(problems)};
}

// They are compiled and kept in memory, each once.
Task<void> require_few_conditions(api::Call& call) {
  const auto found =
      co_await call.row<ConditionCount>(kCountConditions, Relations::kConditionsMost + 1);
  if (found->count > Relations::kConditionsMost)
    throw Error{Code::refused, fmt::format("A tenant has {} different conditions at most.",
                                           Relations::kConditionsMost)};
}

}  // namespace

Task<RelationsWritten> Relations::write(api::Call& call, WriteRelations request) {
  auto touch = tuples_of(request);
  auto remove = names_of(request);
  require_size(touch, "/touch");
  require_size(remove, "/remove");
  if (touch.empty() && remove.empty())
    throw invalid_field("/touch", "required", "or remove must name a tuple");
  require_distinct(touch, remove);
  call.because(request.reason);
  call.set_target(touch.empty() ? remove[0].object : touch[0].object);
  co_return co_await apply(call, std::move(touch), std::move(remove));
}

Task<RelationsWritten> Relations::apply(api::Call& call, std::vector<Tuple> touch,
                                        std::vector<Tuple> remove) {
  if (touch.empty() && remove.empty()) co_return RelationsWritten{};
  // From here on no other writer of the tenant comes in between.
  const auto model = co_await call.row<ModelRow>(kBumpModel, call.system_time());
  require_allowed(*schema_of(model->text), touch);
  const Columns touched(touch);
  const Columns removed(remove);
  std::vector<TouchedRow> written;
  std::vector<RemovedRow> gone;
  if (!touch.empty())
    written = co_await call.rows<TouchedRow>(kTouchTuples, touched.texts, touched.objects,
                                             touched.relations, touched.subjects,
                                             touched.conditions, call.system_time());
  if (std::ranges::any_of(touch, [](const auto& one) { return !one.condition.empty(); }))
    co_await require_few_conditions(call);
  if (!remove.empty()) gone = co_await call.rows<RemovedRow>(kRemoveTuples, removed.texts);
  const auto more = std::ranges::count(written, true, &TouchedRow::inserted) - std::ssize(gone);
  if (more > 0 && model->tuples + more > kTuplesMost)
    throw Error{Code::refused, fmt::format("A tenant has {} tuples at most.", kTuplesMost)};
  Columns changes(touch);
  for (const auto& tuple : remove)
    changes.add(tuple, true);
  call.later(kLogChanges, model->version, changes.objects, changes.relations, changes.subjects,
             changes.conditions, changes.removed);
  call.later(kCountTuples, static_cast<std::int64_t>(more));
  call.later(kTrimChanges, model->version - Graphs::kVersionsKept);
  WrittenTuples log;
  for (const auto& row : written)
    log.touched.push_back(row.tuple);
  for (const auto& row : gone)
    log.removed.push_back(row.tuple);
  call.changed(WrittenTuples{}, log);
  call.after_commit([&graphs = graphs_, tenant = call.tenant().number, version = model->version] {
    graphs.committed(tenant, version);
  });
  co_return RelationsWritten{std::ssize(written), std::ssize(gone), model->version};
}

}  // namespace sangam::suites::platform::access
