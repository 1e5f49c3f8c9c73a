#pragma once

// The parts of this module's declare(), each in a file of its own.

#include "kernel/api/module.h"

namespace sangam::suites::platform {

struct IdentityModule;

// Sessions, policy, second factors, passwords.
void declare_signing_in(api::Module& module, IdentityModule& services);
// Users, invitations, roles, support.
void declare_members(api::Module& module, IdentityModule& services);

}  // namespace sangam::suites::platform
