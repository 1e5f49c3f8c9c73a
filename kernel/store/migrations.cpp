#include "kernel/store/migrations.h"

#include <openssl/evp.h>

#include <charconv>
#include <map>

#include "kernel/store/batch_connection.h"
#include "kernel/store/bytes.h"
#include "kernel/store/custodian_grants.h"
#include "kernel/store/database_error.h"
#include "kernel/store/rows.h"
#include "kernel/store/table_scope.h"

namespace sangam::store {
namespace {

constexpr Statement kLock{"store.migration_lock", "select pg_catalog.pg_advisory_lock(7308324467)",
                          Scope::platform};
constexpr Statement kHasRecord{
    "store.has_migrations",
    "select 1 where pg_catalog.to_regclass('kernel.migrations') is not null", Scope::platform};
constexpr Statement kRecords{"store.migrations",
                             "select module, number, name, checksum from kernel.migrations",
                             Scope::platform};

constexpr std::string_view kRecordTable =
    "begin;\n"
    "set local role sangam_owner;\n"
    "create schema if not exists kernel;\n"
    "create table if not exists kernel.migrations (\n"
    "  module text not null, number int4 not null, name text not null, checksum text not null,\n"
    "  applied_at int8 not null, primary key (module, number));\n"
    "commit;\n";

struct Record {
  std::string module;
  std::int32_t number = 0;
  std::string name;
  std::string checksum;
};
SANGAM_DESCRIBE(Record, (module, "Path of the module"), (number, "Of the file"),
                (name, "Of the file"), (checksum, "SHA-256 of its text"))

using Applied = std::map<std::pair<std::string, int>, Record>;

std::string checksum_of(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
  std::string hex;
  Bytes{std::string(reinterpret_cast<const char*>(digest), size)}.format(hex);
  return hex;
}

// "001_accounts.sql" -> 1; names are lower case so that they can stand in SQL as they are.
int number_of(const ModuleSchema& module, std::string_view name) {
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool plain =
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
  if (error != std::errc{} || end != name.data() + 3 || number < 1 || !plain ||
      !name.ends_with(".sql"))
    throw MigrationError(std::string(module.module) + "/schema/" + std::string(name) +
                         ": a file is named NNN_name.sql, in lower case");
  return number;
}

Applied read_applied(BatchConnection& connection, runtime::Deadline deadline) {
  Applied applied;
  if (connection.run(deadline, kHasRecord).rows() == 0) return applied;
  for (auto& record : read_rows<Record>(connection.run(deadline, kRecords))) {
    auto key = std::pair(record.module, record.number);
    applied.emplace(std::move(key), std::move(record));
  }
  return applied;
}

std::string whole_sql(const ModuleSchema& module, const SchemaFile& file, int number) {
  const auto declarations = parse_declarations(file.name, file.sql);
  return "begin;\n"
         "set local role sangam_owner;\n"
         "set local search_path = '';\n"
         "set local lock_timeout = '3s';\n"
         "set local check_function_bodies = on;\n" +
         opening_sql(declarations) + std::string(file.sql) + "\n" + security_sql(declarations) +
         "insert into kernel.migrations values ('" + std::string(module.module) + "', " +
         std::to_string(number) + ", '" + std::string(file.name) + "', '" + checksum_of(file.sql) +
         "', (extract(epoch from now()) * 1000000)::int8 * 1000);\n"
         "commit;\n";
}

// Files that are not in `applied`; those that are must be unchanged.
std::vector<PlannedMigration> compare(const Migrations& migrations, const Applied& applied) {
  std::vector<PlannedMigration> planned;
  for (const auto& module : migrations) {
    int expected = 0;
    bool open = false;  // a file before is not applied yet
    for (const auto& file : module.files) {
      const int number = number_of(module, file.name);
      const std::string where = std::string(module.module) + "/schema/" + std::string(file.name);
      if (number != ++expected)
        throw MigrationError(where + ": numbers follow each other from 001");
      const auto record = applied.find({std::string(module.module), number});
      if (record == applied.end()) {
        open = true;
        planned.push_back(
            {std::string(module.module), std::string(file.name), whole_sql(module, file, number)});
      } else if (open || record->second.checksum != checksum_of(file.sql)) {
        throw MigrationError(where + ": was applied and has changed since; write a new file");
      }
    }
    if (applied.contains({std::string(module.module), expected + 1}))
      throw MigrationError(std::string(module.module) +
                           ": the database is newer than this program: it has more files applied");
  }
  return planned;
}

}  // namespace

std::vector<PlannedMigration> plan(const Endpoint& endpoint, const Migrations& migrations,
                                   runtime::Deadline deadline) {
  BatchConnection connection(endpoint.as(Role::migrate), deadline);
  return compare(migrations, read_applied(connection, deadline));
}

std::size_t migrate(const Endpoint& endpoint, const Migrations& migrations,
                    runtime::Deadline deadline) {
  BatchConnection connection(endpoint.as(Role::migrate), deadline);
  connection.run(deadline, kLock);
  const Applied applied = read_applied(connection, deadline);
  if (applied.empty()) connection.script(std::string(kRecordTable), deadline);
  const auto planned = compare(migrations, applied);
  for (const auto& migration : planned) {
    try {
      connection.script(migration.sql, deadline);
    } catch (const DatabaseError& error) {
      throw MigrationError(migration.module + "/schema/" + migration.file + ": " + error.what());
    }
  }
  if (!planned.empty()) connection.script(custodian_grants_sql(), deadline);
  return planned.size();
}

}  // namespace sangam::store
