#include "suites/platform/identity/password_rule.h"

namespace sangam::suites::platform {

Task<void> HeldPasswordRule::require(store::UnitOfWork& work, std::int32_t tenant,
                                     std::string email, std::string role) const {
  if (rule_ && !co_await rule_->allows(work, tenant, std::move(email), std::move(role)))
    throw Error{Code::forbidden,
                "Your organisation wants you to sign in with its identity provider.",
                {{"/password", "sign_on_required", "does not sign in here"}}};
}

}  // namespace sangam::suites::platform
