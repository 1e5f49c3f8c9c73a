#include "suites/platform/access/refresh.h"

#include "kernel/clock/clock.h"
#include "suites/platform/access/model_rules.h"
#include "suites/platform/access/statements.h"

namespace sangam::suites::platform::access {

namespace {

using authorization::Graph;
using authorization::Tuple;

struct PageRow {
  std::string tuple;
  std::string object;
  std::string relation;
  std::string subject;
  std::string condition;
};
SANGAM_DESCRIBE(PageRow, (tuple, ""), (object, ""), (relation, ""), (subject, ""), (condition, ""))

struct ChangeRow {
  std::int64_t version = 0;
  std::int64_t number = 0;
  std::string object;
  std::string relation;
  std::string subject;
  std::string condition;
  bool removed = false;
};
SANGAM_DESCRIBE(ChangeRow, (version, ""), (number, ""), (object, ""), (relation, ""), (subject, ""),
                (condition, ""), (removed, ""))

// What was checked when it was written is refused only when the model changed in between.
void require_touched(Graph& graph, const Tuple& tuple) {
  if (!graph.touch(tuple))
    throw Error{Code::unavailable, "The model changed while relations were read; try again."};
}

Task<ModelRow> read_model(store::UnitOfWork& work) {
  auto row = co_await work.row<ModelRow>(kReadModel);
  co_return row ? std::move(*row) : ModelRow{};
}

std::unique_ptr<Graph> empty_graph(const ModelRow& model) {
  authorization::HashSeed seed;
  clock::random_bytes(seed);
  return std::make_unique<Graph>(schema_of(model.text), seed);
}

// Reads all rows. Some may be newer than the version at which it began; the changes since then are
// applied afterwards, and applying one twice changes nothing.
Task<void> load(store::UnitOfWork& work, TenantGraph& graph, ModelRow model) {
  auto& load = graph.load;
  if (!load.graph || load.version < model.model_version ||
      load.version < model.version - Graphs::kVersionsKept)
    load = {empty_graph(model), model.version, {}};
  while (true) {
    const auto rows = co_await work.rows<PageRow>(kPageTuples, load.after);
    auto read = std::exchange(load, {});  // gone when a row does not fit
    for (const auto& row : rows)
      require_touched(*read.graph, {row.object, row.relation, row.subject, row.condition});
    load = std::move(read);
    if (rows.empty()) break;
    load.after = rows.back().tuple;
  }
  graph.replace(std::move(load.graph), load.version);
  load = {};
}

void apply(Graph& graph, const std::vector<ChangeRow>& rows) {
  for (const auto& row : rows) {
    const Tuple tuple{row.object, row.relation, row.subject, row.condition};
    if (row.removed) graph.remove(tuple);
    else require_touched(graph, tuple);
  }
}

// False when what changed is not kept any more.
Task<bool> catch_up(store::UnitOfWork& work, TenantGraph& graph, ModelRow model) {
  const auto begin = graph.version();
  if (begin < model.model_version || begin < model.version - Graphs::kVersionsKept) co_return false;
  std::int64_t version = begin;
  std::int64_t number = std::numeric_limits<std::int64_t>::max();
  while (version < model.version) {
    const auto rows = co_await work.rows<ChangeRow>(kPageChanges, version, model.version, number);
    if (rows.empty()) break;
    version = rows.back().version;
    number = rows.back().number;
    // The last version of a page may go on in the next one.
    graph.write(version - 1, [&](Graph& inside) { apply(inside, rows); });
  }
  // Every version since the model's last change wrote something, so none may be missing.
  if (version != model.version) co_return false;
  graph.write(version, [](Graph&) {});
  co_return true;
}

Task<void> refresh_by(store::UnitOfWork& work, TenantGraph& graph) {
  auto model = co_await read_model(work);
  if (graph.loaded() && (graph.version() == model.version || co_await catch_up(work, graph, model)))
    co_return;
  co_await load(work, graph, std::move(model));
  model = co_await read_model(work);
  if (!co_await catch_up(work, graph, std::move(model)))
    throw Error{Code::unavailable, "The relations change faster than they can be read."};
}

}  // namespace

Task<void> refresh(api::Call& call, TenantGraph& graph) {
  // Beside a unit of work there must be no second one: sessions are few.
  if (call.has_open_work()) co_return co_await refresh_by(call.work(), graph);
  auto work = call.transaction(store::Mode::read_only);
  co_await refresh_by(work, graph);
}

}  // namespace sangam::suites::platform::access
