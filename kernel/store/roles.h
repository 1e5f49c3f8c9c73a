#pragma once

// The database roles. None is a superuser and none bypasses row-level security, except sangam_root,
// which exists in the private cluster only and is used to create roles and databases.
//   sangam_owner    owns every table; cannot log in
//   sangam_migrate  member of the owner; changes the schema at start-up
//   sangam_app      serves tenants; sees one tenant at a time
//   sangam_auth     signing in and platform operations; one tenant at a time, platform tables too
//   sangam_lane     lanes: all tenants' engine tables
//   sangam_relay    outbox relay, audit sealer, clean-up, job dispatch: all tenants
//   sangam_custodian  exports and deletes tenants: reads and deletes every row of one tenant
//   sangam_backup   replication protocol only

#include <string>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"

namespace sangam::store {

// Creates the roles and the database, or mends what differs; idempotent, some 20 ms when nothing is
// to do. `maintenance` is the database "postgres", entered as sangam_root.
void bootstrap(const Endpoint& maintenance, const Endpoint& endpoint, const std::string& database,
               runtime::Deadline deadline);

}  // namespace sangam::store
