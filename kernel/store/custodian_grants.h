#pragma once

// What the role sangam_custodian may do, worked out from the catalogue after every change of the
// schema, so that a new table is exported and deleted with its tenant without anybody naming it.
// Private to kernel/store.

#include <string>

namespace sangam::store {

// Run as sangam_migrate. Every table with a column of the tenant's number (`tenant_id`, or one that
// a schema file declares with "-- tenant:") may be read by the custodian, and deleted from unless
// it is declared "-- kept:". Idempotent.
std::string custodian_grants_sql();

}  // namespace sangam::store
