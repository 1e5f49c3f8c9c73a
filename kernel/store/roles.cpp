#include "kernel/store/roles.h"

#include <string_view>

#include "base/assert.h"
#include "kernel/store/batch_connection.h"

namespace sangam::store {
namespace {

struct RoleDefinition {
  std::string_view name;
  std::string_view attributes;
  std::string_view settings;  // ALTER ROLE … SET, one a semicolon
};

// An empty search_path makes every name in every statement say its schema. No write transaction may
// last long: the relay reads only what is older than every running one.
constexpr RoleDefinition kRoles[] = {
    {"sangam_owner", "nologin noinherit", ""},
    {"sangam_migrate", "login inherit", "search_path=''"},
    {"sangam_app", "login inherit",
     "search_path='';statement_timeout='30s';lock_timeout='3s';"
     "idle_in_transaction_session_timeout='5s'"},
    {"sangam_auth", "login inherit",
     "search_path='';statement_timeout='30s';lock_timeout='3s';"
     "idle_in_transaction_session_timeout='5s'"},
    {"sangam_lane", "login inherit",
     "search_path='';statement_timeout='30s';lock_timeout='3s';"
     "idle_in_transaction_session_timeout='5s'"},
    {"sangam_relay", "login inherit",
     "search_path='';statement_timeout='30s';lock_timeout='3s';"
     "idle_in_transaction_session_timeout='5s'"},
    // An export reads for as long as it takes, and waits for whoever writes the archive.
    {"sangam_custodian", "login inherit",
     "search_path='';statement_timeout='30s';lock_timeout='3s';"
     "idle_in_transaction_session_timeout='60s'"},
    {"sangam_backup", "login inherit replication", ""},
};

// Two servers starting at once must not both create.
constexpr Statement kLock{"store.bootstrap_lock", "select pg_catalog.pg_advisory_lock(7308324466)",
                          Scope::platform};
constexpr Statement kHasDatabase{"store.has_database",
                                 "select 1 from pg_catalog.pg_database where datname = $1",
                                 Scope::platform};

std::string role_sql(const RoleDefinition& role) {
  const std::string name(role.name);
  const bool replicates = role.attributes.contains("replication");
  std::string sql = "do $$ begin if not exists (select from pg_catalog.pg_roles where rolname = '" +
                    name + "') then create role " + name + "; end if; end $$;\n";
  sql += "alter role " + name + " with nosuperuser nocreatedb nocreaterole nobypassrls " +
         (replicates ? "" : "noreplication ") + std::string(role.attributes) + ";\n";
  std::string_view settings = role.settings;
  while (!settings.empty()) {
    const auto end = std::min(settings.find(';'), settings.size());
    sql += "alter role " + name + " set " + std::string(settings.substr(0, end)) + ";\n";
    settings.remove_prefix(std::min(end + 1, settings.size()));
  }
  return sql;
}

std::string roles_sql() {
  std::string sql = "begin;\n";
  for (const auto& role : kRoles)
    sql += role_sql(role);
  return sql + "grant sangam_owner to sangam_migrate;\ncommit;\n";
}

std::string privileges_sql(const std::string& database) {
  return "begin;\n"
         "revoke all on database " +
         database +
         " from public;\n"
         "grant connect on database " +
         database +
         " to sangam_migrate, sangam_app, sangam_auth,"
         " sangam_lane, sangam_relay, sangam_custodian, sangam_backup;\n"
         "revoke all on schema public from public;\n"
         // Functions are executable by everybody unless said otherwise.
         "alter default privileges for role sangam_owner revoke execute on functions from public;\n"
         "commit;\n";
}

bool is_plain_name(std::string_view name) {
  return !name.empty() &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

void bootstrap(const Endpoint& maintenance, const Endpoint& endpoint, const std::string& database,
               runtime::Deadline deadline) {
  SANGAM_ASSERT(is_plain_name(database));
  BatchConnection root(maintenance.as(Role::root), deadline);
  root.run(deadline, kLock);
  root.script(roles_sql(), deadline);
  if (root.run(deadline, kHasDatabase, database).rows() == 0)
    root.script("create database " + database + " owner sangam_owner", deadline);
  BatchConnection(endpoint.as(Role::root), deadline).script(privileges_sql(database), deadline);
}

}  // namespace sangam::store
