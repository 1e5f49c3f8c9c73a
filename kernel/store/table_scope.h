#pragma once

// The structured comments of a schema file and the SQL made from them: row-level security, policies
// and grants. Private to kernel/store; the form of the comments is in migrations.h.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::store {

// What one role may do.
struct Grant {
  std::string role;                     // "sangam_app"
  std::vector<std::string> privileges;  // "select", "insert", …
};

// The last three are remarks on what exists: who deletes and exports tenants reads them.
enum class ObjectKind : std::uint8_t { schema, table, view, function, secret, tenant, kept };

// One structured comment.
struct Declaration {
  ObjectKind kind;
  std::string name;  // qualified; a function's with its argument types, a column's with its table
  bool platform = false;
  std::vector<Grant> grants;
};

// Throws MigrationError naming `file` and the line that is wrong.
std::vector<Declaration> parse_declarations(std::string_view file, std::string_view sql);

// SQL that must run before the file (schemas), and after it (everything else).
std::string opening_sql(const std::vector<Declaration>& declarations);
std::string security_sql(const std::vector<Declaration>& declarations);

// The tenant policy's expression, as given to PostgreSQL. The subselect makes it evaluated once a
// statement; the cast fails when no tenant is set.
inline constexpr std::string_view kTenantCondition =
    "tenant_id = (select pg_catalog.current_setting('sangam.tenant'))::int4";

}  // namespace sangam::store
