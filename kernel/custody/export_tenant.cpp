#include "kernel/custody/export_tenant.h"

#include <fmt/format.h>

#include "kernel/api/json_writer.h"

namespace sangam::custody {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kPatience{60};
constexpr int kRowsAFetch = 500;
constexpr std::size_t kFileMost = std::size_t{4} * 1024 * 1024;

struct ManifestTable {
  std::string name;
  std::int64_t rows = 0;
  std::int64_t files = 0;
  std::string left_out;
};
SANGAM_DESCRIBE(ManifestTable, (name, "Of the table"), (rows, "Lines in its files"),
                (files, "How many files it has"),
                (left_out, "Columns that are secrets, parted by commas"))

struct Manifest {
  std::string format;
  std::string tenant;
  std::string tenant_name;
  Timestamp made_at;
  std::vector<ManifestTable> tables;
};
SANGAM_DESCRIBE(Manifest, (format, "What this is"), (tenant, "Whose"), (tenant_name, "For people"),
                (made_at, "The moment that the data shows"), (tables, "All there are"))

class Exporter {
 public:
  Exporter(store::BatchConnection& connection, const ExportOrder& order, const ExportSinks& sinks)
      : connection_(connection), order_(order), sinks_(sinks), archive_(sinks.piece, order.now) {}

  ExportProgress run() {
    script("begin isolation level repeatable read read only");
    script(fmt::format("select pg_catalog.set_config('sangam.tenant', '{}', true)", order_.tenant));
    const auto tables = read_tenant_tables(connection_, Deadline::in(kPatience));
    progress_.tables_total = static_cast<std::int64_t>(tables.size());
    Manifest manifest{.format = "sangam.tenant-export/1",
                      .tenant = order_.tenant_id,
                      .tenant_name = order_.tenant_name,
                      .made_at = order_.now,
                      .tables = {}};
    for (const auto& table : tables) {
      manifest.tables.push_back(write(table));
      ++progress_.tables_done;
      sinks_.progress(progress_);
    }
    script("commit");
    archive_.add("manifest.json", api::to_json(manifest) + "\n");
    archive_.finish();
    return progress_;
  }

 private:
  store::Result script(const std::string& sql) {
    return connection_.script(sql, Deadline::in(kPatience));
  }

  ManifestTable write(const TenantTable& table) {
    ManifestTable written{.name = table.name, .left_out = table.secrets};
    script(
        fmt::format("declare export_rows no scroll cursor for select pg_catalog.row_to_json(r)"
                    " from (select {} from {} where {} = {}) r",
                    table.columns, table.name, table.column, order_.tenant));
    std::string file;
    for (int fetched = kRowsAFetch; fetched == kRowsAFetch;) {
      const auto rows = script(fmt::format("fetch {} from export_rows", kRowsAFetch));
      fetched = rows.rows();
      for (int row = 0; row < fetched; ++row) {
        file.append(rows.value(row, 0)).push_back('\n');
        if (file.size() >= kFileMost) add(written, file);
      }
      written.rows += fetched;
      progress_.rows += fetched;
      sinks_.progress(progress_);
    }
    script("close export_rows");
    if (!file.empty()) add(written, file);
    return written;
  }

  void add(ManifestTable& table, std::string& file) {
    archive_.add(fmt::format("{}.{:04}.jsonl", table.name, ++table.files), file);
    file.clear();
  }

  store::BatchConnection& connection_;
  const ExportOrder& order_;
  const ExportSinks& sinks_;
  TarGz archive_;
  ExportProgress progress_;
};

}  // namespace

ExportProgress export_tenant(store::BatchConnection& connection, const ExportOrder& order,
                             const ExportSinks& sinks) {
  return Exporter(connection, order, sinks).run();
}

}  // namespace sangam::custody
