#include "kernel/saga/tenant_clocks.h"

#include "kernel/clock/clock.h"

namespace sangam::saga {

void TenantClocks::set(std::int32_t tenant, std::int64_t offset_ns) {
  const std::lock_guard lock(mutex_);
  offsets_[tenant] = offset_ns;
}

Timestamp TenantClocks::now(std::int32_t tenant) const {
  auto now = clock::system_now();
  const std::lock_guard lock(mutex_);
  if (const auto found = offsets_.find(tenant); found != offsets_.end())
    now.nanoseconds += found->second;
  return now;
}

}  // namespace sangam::saga
