#pragma once

// PasswordRule: who may sign in with a password or a passkey although it is right. Answered by
// whoever knows how else members sign in.

#include <string>

#include "base/error.h"
#include "base/task.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::suites::platform {

// Any loop.
class PasswordRule {
 public:
  virtual ~PasswordRule() = default;
  // `work` is of the role auth, `email` the address of the member.
  virtual Task<bool> allows(store::UnitOfWork& work, std::int32_t tenant, std::string email,
                            std::string role) = 0;
};

// The rule that holds; without one everybody may. Set before requests are served.
class HeldPasswordRule {
 public:
  void set(PasswordRule* rule) { rule_ = rule; }
  // Throws Error{forbidden}, with the field /password. Ask when the password is known to be right:
  // nobody else is to learn how members sign in.
  Task<void> require(store::UnitOfWork& work, std::int32_t tenant, std::string email,
                     std::string role) const;

 private:
  PasswordRule* rule_ = nullptr;
};

}  // namespace sangam::suites::platform
