#pragma once

// TenantClocks: how far the clocks of sandbox tenants run ahead, for timers and deadlines.

#include <cstdint>
#include <map>
#include <mutex>

#include "base/timestamp.h"

namespace sangam::saga {

// Any thread.
class TenantClocks {
 public:
  void set(std::int32_t tenant, std::int64_t offset_ns);
  // The tenant's time now.
  Timestamp now(std::int32_t tenant) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::int32_t, std::int64_t> offsets_;  // of sandboxes
};

}  // namespace sangam::saga
