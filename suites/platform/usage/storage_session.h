#pragma once

// StorageSession: how many bytes the rows of a tenant take, estimated, on a session as
// sangam_custodian, which may read every table of tenants, one tenant at a time. Knows no thread
// and no clock.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kernel/store/batch_connection.h"
#include "kernel/store/connection_settings.h"

namespace sangam::suites::platform::usage {

// Rows of a tenant that are measured in each table; of more, the mean of these counts for all.
inline constexpr std::int64_t kRowsMeasured = 10'000;
// A row's header and its pointer in the page (PostgreSQL 15, "Database Page Layout").
inline constexpr std::int64_t kBytesARow = 28;

// Used by one thread; after an exception another is made.
class StorageSession {
 public:
  // Finds the tables of tenants in the catalogue.
  explicit StorageSession(const store::Endpoint& endpoint);

  // The columns as they are stored, toasted or compressed values as they lie there, and kBytesARow;
  // no indexes, no dead rows. Nothing when `interrupted`, asked before each table, says so; the
  // session is of no use then. Throws DatabaseError when one table takes over ten seconds, and
  // ConnectionLost.
  std::optional<std::int64_t> measure(std::int32_t tenant,
                                      const std::function<bool()>& interrupted);

 private:
  store::BatchConnection connection_;
  std::vector<std::string> measures_;  // a statement a table
};

}  // namespace sangam::suites::platform::usage
