#include "kernel/store/connection_settings.h"

#include "base/assert.h"

namespace sangam::store {

std::string_view role_name(Role role) noexcept {
  switch (role) {
    case Role::app:
      return "sangam_app";
    case Role::auth:
      return "sangam_auth";
    case Role::lane:
      return "sangam_lane";
    case Role::relay:
      return "sangam_relay";
    case Role::custodian:
      return "sangam_custodian";
    case Role::migrate:
      return "sangam_migrate";
    case Role::backup:
      return "sangam_backup";
    case Role::root:
      return "sangam_root";
  }
  SANGAM_ASSERT(!"a role of the enumeration");
}

std::string Endpoint::as(Role role) const {
  return conninfo + " user=" + std::string(role_name(role)) +
         " application_name=" + std::string(role_name(role)) + " client_encoding=UTF8";
}

}  // namespace sangam::store
