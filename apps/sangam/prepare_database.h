#pragma once

// What must be true of the database before anything is served.

#include <vector>

#include "kernel/store/connection_settings.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::apps {

// The schema, and the proof that it keeps tenants apart; `bench` adds what only benches use. Throws
// std::runtime_error naming every table or statement at fault.
void prepare_database(const store::Endpoint& endpoint, bool bench);

// Whose clocks may run ahead.
std::vector<suites::platform::TenantRow> read_sandboxes(const store::Endpoint& endpoint);

}  // namespace sangam::apps
