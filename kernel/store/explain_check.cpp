#include "kernel/store/explain_check.h"

#include <algorithm>

#include "kernel/store/batch_connection.h"
#include "kernel/store/database_error.h"
#include "kernel/store/platform_tables.h"

namespace sangam::store {
namespace {

constexpr Statement kArguments{"store.prepared_arguments",
                               "select coalesce(array_length(parameter_types, 1), 0) as count"
                               " from pg_catalog.pg_prepared_statements where name = $1",
                               Scope::platform};

// The generic plan is the one that serves after a few executions; tables of a test are empty, and
// an empty table would always be scanned.
constexpr std::string_view kSettings =
    "begin;"
    "select set_config('sangam.tenant', '1', true);"
    "set local plan_cache_mode = force_generic_plan;"
    "set local enable_seqscan = off;";

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" ");
  return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
}

// "Seq Scan on ledger.accounts a" -> "ledger.accounts"
std::string_view word_after(std::string_view line, std::string_view marker) {
  const auto at = line.find(marker);
  if (at == std::string_view::npos) return {};
  const auto rest = line.substr(at + marker.size());
  return rest.substr(0, rest.find(' '));
}

class PlanReader {
 public:
  explicit PlanReader(const ExplainSettings& settings) : settings_(settings) {}

  void read(std::string_view line) {
    const std::string_view text = trimmed(line);
    const bool node = line.find("->") != std::string_view::npos || nodes_ == 0;
    if (node) {
      ++nodes_;
      finish_scan();
      begin_node(text);
    } else if (text.starts_with("Index Cond:") && names_enough(text)) {
      scan_.clear();
    }
  }
  std::string finish() {
    finish_scan();
    return problem_;
  }

 private:
  bool names_enough(std::string_view condition) const {
    return settings_.scope == Scope::platform || condition.find("tenant_id = ") != condition.npos;
  }
  void begin_node(std::string_view text) {
    if (const auto table = word_after(text, "Seq Scan on "); !table.empty() && is_guarded(table))
      note("Seq Scan on " + std::string(table));
    const bool reads_index =
        text.find("Index Scan") != text.npos || text.find("Index Only Scan") != text.npos;
    if (!reads_index) return;
    const auto table = word_after(text, " on ");
    if (text.find("Bitmap") != text.npos || is_guarded(table)) scan_ = table;
  }
  void finish_scan() {
    if (!scan_.empty())
      note((settings_.scope == Scope::platform ? "no index condition on "
                                               : "no tenant_id in the index condition on ") +
           scan_);
    scan_.clear();
  }
  bool is_guarded(std::string_view table) const {
    return (settings_.scope == Scope::platform || !is_platform_table(table)) &&
           !table.starts_with("pg_catalog.") &&
           std::ranges::find(settings_.small_tables, table) == settings_.small_tables.end();
  }
  void note(std::string text) {
    if (problem_.empty()) problem_ = std::move(text);
  }

  const ExplainSettings& settings_;
  std::string scan_;  // an index scan whose condition has not named the tenant yet
  std::string problem_;
  int nodes_ = 0;
};

// `name` is new to the session: what was prepared stays prepared.
std::string explain(BatchConnection& connection, const Statement& statement,
                    const std::string& name, runtime::Deadline deadline) {
  connection.script(std::string(kSettings), deadline);
  connection.script("prepare " + name + " as " + std::string(statement.sql), deadline);
  const Result count = connection.run(deadline, kArguments, name);
  std::string arguments;
  for (int i = std::atoi(std::string(count.value(0, 0)).c_str()); i > 0; --i)
    arguments += arguments.empty() ? "null" : ", null";
  const Result plan = connection.script("explain (verbose, costs off) execute " + name +
                                            (arguments.empty() ? "" : "(" + arguments + ")"),
                                        deadline);
  std::string text;
  for (int row = 0; row < plan.rows(); ++row)
    text.append(plan.value(row, 0)).append("\n");
  return text;
}

std::string find_problem(const std::string& plan, const ExplainSettings& settings) {
  PlanReader reader(settings);
  for (std::size_t begin = 0; begin < plan.size();) {
    const auto end = plan.find('\n', begin);
    reader.read(std::string_view(plan).substr(begin, end - begin));
    begin = end + 1;
  }
  return reader.finish();
}

}  // namespace

std::vector<PlanProblem> check_plans(const Endpoint& endpoint,
                                     std::span<const Statement* const> statements,
                                     const ExplainSettings& settings, runtime::Deadline deadline) {
  BatchConnection connection(endpoint.as(settings.role), deadline);
  std::vector<PlanProblem> problems;
  int number = 0;
  for (const Statement* statement : statements) {
    if (statement->scope != settings.scope) continue;
    const std::string name(statement->name);
    try {
      std::string plan =
          explain(connection, *statement, "checked_" + std::to_string(number++), deadline);
      if (auto problem = find_problem(plan, settings); !problem.empty())
        problems.push_back({name, std::move(problem), std::move(plan)});
    } catch (const DatabaseError& error) {
      problems.push_back({name, error.what(), {}});
    }
    connection.rollback(deadline);
  }
  return problems;
}

}  // namespace sangam::store
