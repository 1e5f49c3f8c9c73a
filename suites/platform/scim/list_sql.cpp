#include "suites/platform/scim/list_sql.h"

#include "suites/platform/scim/filter_sql.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, ""))

// The statement as far as its condition.
std::string select(const ListSource& source, std::string_view columns, const ListQuery& query,
                   store::Parameters& parameters) {
  std::string sql = "select " + std::string(columns) + " from " + std::string(source.from);
  if (!query.filter) return sql;
  sql += " where ";
  const auto unknown =
      query.of_several_kinds ? FilterSql::Unknown::no_match : FilterSql::Unknown::refused;
  FilterSql(source.kind, parameters, sql, unknown).write(*query.filter);
  return sql;
}

std::string order(const ListSource& source, const ListQuery& query) {
  const std::string_view direction = query.descending ? " desc nulls first" : " nulls last";
  std::string text = " order by ";
  if (!query.sort_by.empty()) {
    const auto path = find_path(source.kind, query.sort_by);
    const auto expression = path ? FilterSql::sort_expression(source.kind, *path) : std::string();
    if (!expression.empty()) text.append(expression).append(direction).append(", ");
    else if (!query.of_several_kinds) throw invalid_path("One cannot sort by this.");
  }
  return text + "r.created_at, r.id";
}

}  // namespace

Task<std::int64_t> count_rows(store::UnitOfWork& work, ListSource source, ListQuery query) {
  store::Parameters parameters;
  parameters.add(work.tenant());
  const auto sql = select(source, "count(*) as count", query, parameters);
  const auto result = co_await work.run_composed({source.name, sql}, std::move(parameters));
  co_return store::read_rows<CountRow>(result).front().count;
}

Task<store::Result> read_page(store::UnitOfWork& work, ListSource source, ListQuery query) {
  store::Parameters parameters;
  parameters.add(work.tenant());
  auto sql = select(source, source.columns, query, parameters);
  sql += order(source, query);
  parameters.add(query.start - 1);
  sql += " offset $" + std::to_string(parameters.size());
  parameters.add(query.count);
  sql += " limit $" + std::to_string(parameters.size());
  co_return co_await work.run_composed({source.name, sql}, std::move(parameters));
}

}  // namespace sangam::suites::platform::scim
