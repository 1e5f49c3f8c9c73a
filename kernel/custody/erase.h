#pragma once

// Deleting every row of a tenant, a batch at a time.

#include <cstdint>

#include "kernel/custody/tenant_tables.h"

namespace sangam::custody {

// Rows of one statement: short, so that nobody waits for its locks.
inline constexpr std::int64_t kEraseBatch = 2'000;

// Deletes up to kEraseBatch rows of the first table, in order of deletion, that has any: how many
// there were. 0: nothing of the tenant is left. `table` is where to begin, and is moved on; tables
// that are kept are passed over. One transaction a table. Throws DatabaseError.
std::int64_t erase_some(store::BatchConnection& connection, std::int32_t tenant,
                        const std::vector<TenantTable>& tables, std::size_t& table,
                        runtime::Deadline deadline);

// Those tables, of the ones that are not kept, that still have rows of the tenant.
std::vector<std::string> tables_with_rows(store::BatchConnection& connection, std::int32_t tenant,
                                          const std::vector<TenantTable>& tables,
                                          runtime::Deadline deadline);

}  // namespace sangam::custody
