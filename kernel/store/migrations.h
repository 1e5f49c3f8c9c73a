#pragma once

// Migrations: the schema as numbered files, `schema/NNN_name.sql` of each module, embedded at build
// time (cmake/embed.cmake: sangam_schema). A file is ordinary SQL plus comments from which
// row-level security, policies and grants are made, so nobody writes a policy by hand:
//
//   -- schema: ledger
//   -- table: ledger.accounts scope=tenant app=select lane=select,insert,update
//   -- table: platform.tenants scope=platform auth=select,insert,update relay=select
//   -- view: ledger.balances app=select
//   -- function: ledger.balance_at(int4, int8, int8) app=execute
//   -- secret: platform.accounts.password_hash   left out when a tenant exports what it has
//   -- tenant: platform.accounts.realm           holds a tenant's number, in place of tenant_id
//   -- kept: tenants.deletions                   outlives the tenant
//
// A comment line indented by two spaces or more continues the one before.
//
// Roles: app, auth, lane, relay, custodian. Privileges: select, insert, update, delete; execute for
// functions. A tenant table's first column is `tenant_id int4 not null` and leads every key. A
// platform table must be named in platform_tables.cpp and is never granted to app. A later file may
// declare a table again: its privileges are then replaced.
//
// Each file runs in one transaction, as the owner, with a lock timeout, under an advisory lock, and
// is recorded in kernel.migrations with its checksum: changing an applied file is an error.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"

namespace sangam::store {

// One embedded file.
struct SchemaFile {
  std::string_view name;  // "001_kernel.sql"
  std::string_view sql;
};

// The files of one module, in order of their numbers.
struct ModuleSchema {
  std::string_view module;  // "suites/ledger"
  std::span<const SchemaFile> files;
};

// What the program knows, in the order it must run: a readable list in apps/sangam.
using Migrations = std::vector<ModuleSchema>;

// One file that is not applied yet, and the whole SQL that would run.
struct PlannedMigration {
  std::string module;
  std::string file;
  std::string sql;
};

// Files to apply, in order. Throws MigrationError when an applied file has changed or vanished, or
// a comment is malformed. The database is only read.
std::vector<PlannedMigration> plan(const Endpoint& endpoint, const Migrations& migrations,
                                   runtime::Deadline deadline);

// Applies what plan() lists; returns how many. Safe to call from several processes at once.
std::size_t migrate(const Endpoint& endpoint, const Migrations& migrations,
                    runtime::Deadline deadline);

// A schema file that cannot be applied: which, and why.
struct MigrationError : std::exception {
  explicit MigrationError(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

}  // namespace sangam::store
