#pragma once

// Tenants: read by their own people, created by operators of the platform; and the movable clock of
// those that are sandboxes.

#include <functional>

#include "kernel/api/list.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/sandbox_hooks.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct Owner {
  Email email;
  Text<1, 120> name;
  Secret password;
};
SANGAM_DESCRIBE(Owner, (email, "For signing in"), (name, "Shown to people"),
                (password, "The first password; 8 characters or more"))

struct CreateTenant {
  Slug slug;
  Text<1, 120> name;
  std::optional<bool> sandbox;
  Owner owner;
};
SANGAM_DESCRIBE(CreateTenant, (slug, "Its name in addresses"), (name, "Shown to people"),
                (sandbox, "Whether it is for trying out, with a clock that can be moved"),
                (owner, "Its first user"))

struct ListTenants {
  api::Paging paging;
  std::optional<Text<1, 120>> search;
  std::optional<api::TenantStatus> status;
};
SANGAM_DESCRIBE(ListTenants, (paging, "In the order in which they were made"),
                (search, "Whose name or slug holds this, in whatever case"),
                (status, "Only tenants in this state"))

struct TenantClock {
  Timestamp now;
  std::int64_t offset_seconds = 0;
};
SANGAM_DESCRIBE(TenantClock, (now, "The tenant's time"),
                (offset_seconds, "How far it is ahead of the machine's"))

struct AdvanceClock {
  Bounded<1, 3'155'760'000> seconds;
};
SANGAM_DESCRIBE(AdvanceClock, (seconds, "How far to move the clock forward; 100 years at most"))

class Tenants {
 public:
  Tenants(Passwords passwords, TenantDirectory& directory, SandboxHooks hooks)
      : passwords_(passwords), directory_(directory), hooks_(std::move(hooks)) {}

  Task<Tenant> get(api::Call& call, Nothing);
  Task<api::Page<Tenant>> list(api::Call& call, ListTenants request);
  Task<Tenant> create(api::Call& call, CreateTenant request);

  Task<TenantClock> clock(api::Call& call, Nothing);
  Task<TenantClock> advance_clock(api::Call& call, AdvanceClock request);

 private:
  Passwords passwords_;
  TenantDirectory& directory_;
  SandboxHooks hooks_;
};

}  // namespace sangam::suites::platform
