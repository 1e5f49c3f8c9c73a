#include "kernel/custody/erase.h"

#include <fmt/format.h>

#include <charconv>

#include "base/assert.h"

namespace sangam::custody {

namespace {

std::int64_t number_in(const store::Result& result) {
  const auto text = result.value(0, 0);
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  SANGAM_ASSERT(fault == std::errc() && end == text.data() + text.size());
  return number;
}

// One implicit transaction: the setting holds for the statement behind it.
std::int64_t count_as(store::BatchConnection& connection, std::int32_t tenant,
                      const std::string& sql, runtime::Deadline deadline) {
  return number_in(connection.script(
      fmt::format("select pg_catalog.set_config('sangam.tenant', '{}', true); {}", tenant, sql),
      deadline));
}

}  // namespace

// A ctid is unique within a partition only; what else it hits is the tenant's as well.
std::int64_t erase_some(store::BatchConnection& connection, std::int32_t tenant,
                        const std::vector<TenantTable>& tables, std::size_t& table,
                        runtime::Deadline deadline) {
  SANGAM_ASSERT(tenant > 0);
  for (; table < tables.size(); ++table) {
    const auto& one = tables[table];
    if (one.kept) continue;
    const auto deleted =
        count_as(connection, tenant,
                 fmt::format("with gone as (delete from {0} where {1} = {2} and ctid = any (array("
                             "select ctid from {0} where {1} = {2} limit {3})) returning 1)"
                             " select count(*) from gone",
                             one.name, one.column, tenant, kEraseBatch),
                 deadline);
    if (deleted > 0) return deleted;
  }
  return 0;
}

std::vector<std::string> tables_with_rows(store::BatchConnection& connection, std::int32_t tenant,
                                          const std::vector<TenantTable>& tables,
                                          runtime::Deadline deadline) {
  std::vector<std::string> left;
  for (const auto& table : tables) {
    if (table.kept) continue;
    const auto rows = count_as(connection, tenant,
                               fmt::format("select count(*) from (select from {} where {} = {}"
                                           " limit 1) r",
                                           table.name, table.column, tenant),
                               deadline);
    if (rows > 0) left.push_back(table.name);
  }
  return left;
}

}  // namespace sangam::custody
