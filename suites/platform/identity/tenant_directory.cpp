#include "suites/platform/identity/tenant_directory.h"

#include "base/error.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

std::shared_ptr<api::Tenant> TenantDirectory::known(std::int32_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = tenants_.find(number);
  return found == tenants_.end() ? nullptr : found->second;
}

std::shared_ptr<api::Tenant> TenantDirectory::remember(const TenantRow& row) {
  const std::lock_guard lock(mutex_);
  auto& tenant = tenants_[row.number];
  if (!tenant) {
    tenant = std::make_shared<api::Tenant>();
    tenant->number = row.number;
    tenant->id = {row.id};
    tenant->slug = row.slug;
    tenant->name = row.name;
    tenant->sandbox = row.sandbox;
  }
  tenant->clock_offset_nanoseconds = row.clock_offset;
  return tenant;
}

Task<std::shared_ptr<api::Tenant>> TenantDirectory::find(store::UnitOfWork& work,
                                                         std::int32_t number) {
  if (auto tenant = known(number)) co_return tenant;
  const auto row = co_await work.row<TenantRow>(kFindTenant, number);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  co_return remember(*row);
}

}  // namespace sangam::suites::platform
