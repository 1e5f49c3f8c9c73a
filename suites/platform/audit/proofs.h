#pragma once

// Proofs from the stored tree of a call's tenant, in two or three round trips each.

#include "kernel/api/call.h"
#include "kernel/audit/rows.h"
#include "kernel/audit/stored_nodes.h"

namespace sangam::suites::platform {

// Throws Error{internal} when the column does not hold a hash.
audit::Hash stored_hash(const store::Bytes& bytes);

// H(number) of the tenant's chain; number >= 0.
Task<audit::Hash> hash_at(api::Call& call, std::int64_t number);

// Hexadecimal, as RFC 9162 has them.
Task<std::vector<std::string>> inclusion_proof(api::Call& call, std::int64_t number,
                                               std::int64_t size);
Task<std::vector<std::string>> consistency_proof(api::Call& call, std::int64_t first,
                                                 std::int64_t second);

// The roots that cover [0, begin) and [end, size).
struct Surroundings {
  std::vector<std::string> left;
  std::vector<std::string> right;
};
Task<Surroundings> surroundings(store::UnitOfWork& work, std::int64_t begin, std::int64_t end,
                                std::int64_t size);

}  // namespace sangam::suites::platform
