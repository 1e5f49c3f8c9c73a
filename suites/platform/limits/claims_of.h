#pragma once

// Which buckets a request takes from: that of its tenant, of what it does, of its user or key; of
// its address when nobody signed in.

#include <string_view>

#include "kernel/api/identity.h"
#include "kernel/api/operation.h"
#include "kernel/gateway/limits/limiter.h"
#include "suites/platform/limits/limit_book.h"

namespace sangam::suites::platform::limits {

// The class of an operation: read, write or bulk.
LimitKind class_of(api::Kind kind) noexcept;
gates::Worth worth_of(const api::Operation& operation, const api::Identity* identity) noexcept;

gates::Claims claims_of(gates::Limiter& limiter, const LimitPages& pages,
                        const api::Identity& identity, LimitKind operation_class,
                        std::int64_t now) noexcept;
// Of IPv6 addresses the first 64 bits count, which one customer gets.
gates::Claims claims_of_address(gates::Limiter& limiter, const LimitPages& pages,
                                std::string_view address, std::int64_t now);

}  // namespace sangam::suites::platform::limits
