#pragma once

// Where a connection is required, its members' passwords do not sign them in.

#include "suites/platform/identity/password_rule.h"

namespace sangam::suites::platform::single_sign_on {

// Any loop.
class RequiredSignOn final : public PasswordRule {
 public:
  Task<bool> allows(store::UnitOfWork& work, std::int32_t tenant, std::string email,
                    std::string role) override;
};

}  // namespace sangam::suites::platform::single_sign_on
