#include "suites/platform/usage/storage_session.h"

#include <fmt/format.h>

#include "base/scalars.h"
#include "kernel/custody/tenant_tables.h"
#include "kernel/store/rows.h"

namespace sangam::suites::platform::usage {

namespace {

using runtime::Deadline;

// Of one table: PostgreSQL gives up first, and the session lives.
constexpr std::chrono::seconds kPatience{15};

Deadline patience() { return Deadline::in(kPatience); }

struct MeasuredRow {
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::int64_t all_rows = 0;
};
SANGAM_DESCRIBE(MeasuredRow, (rows, ""), (bytes, ""), (all_rows, ""))

// "a, b" becomes "coalesce(pg_column_size(a), 0) + …": a value that lies apart is not fetched.
std::string sizes_of(const custody::TenantTable& table) {
  std::string sizes;
  for (auto columns : {std::string_view(table.columns), std::string_view(table.secrets)})
    while (!columns.empty()) {
      const auto end = std::min(columns.find(", "), columns.size());
      sizes += fmt::format("{}coalesce(pg_catalog.pg_column_size(x.{}), 0)",
                           sizes.empty() ? "" : " + ", columns.substr(0, end));
      columns.remove_prefix(std::min(end + 2, columns.size()));
    }
  return sizes.empty() ? "0" : sizes;
}

// The tenant's number is put in by measure(), twice. Rows beyond the measured ones are counted only
// if there are any.
std::string measure_sql(const custody::TenantTable& table) {
  const auto share = fmt::format("from {} x where x.{} = {{0}}", table.name, table.column);
  return fmt::format(
      "with measured as (select count(*) as rows, coalesce(sum(s.bytes), 0)::int8 as bytes from"
      " (select {0} as bytes {1} limit {2}) s)"
      " select m.rows, m.bytes, case when m.rows < {2} then m.rows"
      " else (select count(*) {1}) end as all_rows from measured m",
      sizes_of(table), share, kRowsMeasured);
}

std::int64_t bytes_of(const MeasuredRow& row) {
  if (row.rows == 0) return 0;
  const auto mean = static_cast<double>(row.bytes) / static_cast<double>(row.rows);
  const auto columns = row.all_rows == row.rows
                           ? row.bytes
                           : static_cast<std::int64_t>(mean * static_cast<double>(row.all_rows));
  return columns + row.all_rows * kBytesARow;
}

}  // namespace

StorageSession::StorageSession(const store::Endpoint& endpoint)
    : connection_(endpoint.as(store::Role::custodian), patience()) {
  for (const auto& table : custody::read_tenant_tables(connection_, patience()))
    measures_.push_back(measure_sql(table));
}

std::optional<std::int64_t> StorageSession::measure(std::int32_t tenant,
                                                    const std::function<bool()>& interrupted) {
  connection_.script("begin read only; set local statement_timeout = '10s'", patience());
  connection_.script(
      fmt::format("select pg_catalog.set_config('sangam.tenant', '{}', true)", tenant), patience());
  std::int64_t bytes = 0;
  for (const auto& sql : measures_) {
    if (interrupted()) return std::nullopt;
    const auto measured = connection_.script(fmt::format(fmt::runtime(sql), tenant), patience());
    bytes += bytes_of(store::read_rows<MeasuredRow>(measured).front());
  }
  connection_.script("commit", patience());
  return bytes;
}

}  // namespace sangam::suites::platform::usage
