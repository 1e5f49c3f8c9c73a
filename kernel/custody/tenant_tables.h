#pragma once

// The tables that hold what a tenant has, found in the catalogue, so that a new one can be
// forgotten neither when a tenant takes its data along nor when it is deleted.

#include <string>
#include <utility>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/batch_connection.h"

namespace sangam::custody {

// Names are quoted as SQL needs them.
struct TenantTable {
  std::string name;     // "ledger.transfers"
  std::string column;   // of the tenant's number
  std::string columns;  // that an export shows, parted by ", "; empty when all are secret
  std::string secrets;  // those it leaves out, in the same form
  bool kept = false;    // outlives the tenant
};

// A table and one that it refers to.
using Reference = std::pair<std::string, std::string>;

// Referring tables before those they refer to, so that rows can be deleted in this order. Throws
// std::runtime_error when tables refer to each other in a circle. O(tables x references).
std::vector<TenantTable> in_order_of_deletion(std::vector<TenantTable> tables,
                                              const std::vector<Reference>& references);

// All of them, in the order of deletion. `connection` is of the role custodian.
std::vector<TenantTable> read_tenant_tables(store::BatchConnection& connection,
                                            runtime::Deadline deadline);

}  // namespace sangam::custody
