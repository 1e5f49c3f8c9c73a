#pragma once

// RoleSource: what roles allow, as explanations need it. Who keeps users and roles implements it,
// and stands on this module; not the other way round.

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/task.h"
#include "kernel/api/call.h"

namespace sangam::suites::platform::access {

// Whether somebody has a permission, and why.
struct PermissionFacts {
  std::string who;  // for people
  bool allowed = false;
  std::string reason;  // a sentence: "The role is admin: …"
};

// Any thread; lives until the server stops.
class RoleSource {
 public:
  virtual ~RoleSource() = default;
  virtual bool is_permission(std::string_view permission) const = 0;
  // Of a user of the caller's tenant, or of the caller. Error{not_found}. The call's database role
  // is auth.
  virtual Task<PermissionFacts> explain(api::Call& call, std::optional<UserId> user,
                                        std::string permission) = 0;
};

}  // namespace sangam::suites::platform::access
