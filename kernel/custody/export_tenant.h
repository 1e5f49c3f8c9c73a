#pragma once

// What a tenant has, as lines of JSON packed into one archive: a folder of files
// `schema.table.0001.jsonl`, one line a row, and `manifest.json`, which says what is there and what
// was left out. Numbers are exact as written; bytes are hexadecimal behind "\x".

#include <functional>

#include "kernel/custody/tar_gz.h"
#include "kernel/custody/tenant_tables.h"

namespace sangam::custody {

struct ExportProgress {
  std::int64_t tables_done = 0;
  std::int64_t tables_total = 0;
  std::int64_t rows = 0;
};

struct ExportOrder {
  std::int32_t tenant = 0;
  std::string tenant_id;  // for people, as is the name
  std::string tenant_name;
  Timestamp now;
};

// What it is told while it goes on; what they throw ends it.
struct ExportSinks {
  std::function<void(std::string piece)> piece;                  // of the archive, in order
  std::function<void(const ExportProgress& progress)> progress;  // after every few rows
};

// Reads all tables as they are at one moment, in one transaction of `connection` (role custodian).
// Memory: some megabytes whatever there is. Throws DatabaseError; the transaction is then to be
// rolled back.
ExportProgress export_tenant(store::BatchConnection& connection, const ExportOrder& order,
                             const ExportSinks& sinks);

}  // namespace sangam::custody
