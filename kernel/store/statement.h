#pragma once

// Statement: one named SQL text. Modules keep theirs in an inline constexpr array, so that tests
// can EXPLAIN every one of them, metrics can name them, and errors can say which one failed:
//
//   inline constexpr store::Statement kFindAccount{
//       "accounts.find", "select id, name from ledger.accounts where tenant_id = $1 and id = $2"};
//   inline constexpr const store::Statement* kStatements[] = {&kFindAccount};

#include <cstdint>
#include <string_view>

namespace sangam::store {

// Whose rows a statement sees.
enum class Scope : std::uint8_t {
  tenant,    // $1 is the tenant's number, added by the unit of work; arguments begin at $2
  platform,  // no tenant: arguments begin at $1. For platform tables and for roles that serve all
             // tenants (auth, relay, lane); refused on a pool of the app role
};

// A value; `name` is "module.what" and unique, both texts live as long as the program.
struct Statement {
  std::string_view name;
  std::string_view sql;
  Scope scope = Scope::tenant;
};

}  // namespace sangam::store
