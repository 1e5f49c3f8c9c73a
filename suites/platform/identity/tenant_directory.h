#pragma once

// TenantDirectory: one Tenant object a tenant and process, read when first needed. What everyone
// shares, the sandbox clock for instance, thus has one place.

#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/scalars.h"
#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::suites::platform {

struct TenantRow {
  std::int32_t number = 0;
  Uuid id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  std::int64_t clock_offset = 0;
  Timestamp created_at;
  api::TenantStatus status = api::TenantStatus::active;
};
SANGAM_DESCRIBE(TenantRow, (number, ""), (id, ""), (slug, ""), (name, ""), (sandbox, ""),
                (clock_offset, ""), (created_at, ""), (status, ""))

// Any thread.
class TenantDirectory {
 public:
  // The tenant of a row, made or brought up to date.
  std::shared_ptr<api::Tenant> remember(const TenantRow& row);
  // Reads it if it is not known yet. `work` is of the role auth. Throws Error{not_found}.
  Task<std::shared_ptr<api::Tenant>> find(store::UnitOfWork& work, std::int32_t number);

 private:
  std::shared_ptr<api::Tenant> known(std::int32_t number);

  std::mutex mutex_;
  std::unordered_map<std::int32_t, std::shared_ptr<api::Tenant>> tenants_;
};

}  // namespace sangam::suites::platform
