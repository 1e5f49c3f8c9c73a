#pragma once

// Where a database is and as whom to enter it.

#include <string>
#include <string_view>

namespace sangam::store {

// The login roles; what each may do is in roles.h.
enum class Role : unsigned char { app, auth, lane, relay, custodian, migrate, backup, root };

// "sangam_app", …
std::string_view role_name(Role role) noexcept;

// One database. `conninfo` is a libpq connection string without user, for instance
// "host=/var/lib/sangam/postgres/socket dbname=sangam".
struct Endpoint {
  std::string conninfo;

  // The connection string for a role.
  std::string as(Role role) const;
};

}  // namespace sangam::store
