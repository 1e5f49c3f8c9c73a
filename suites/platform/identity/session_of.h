#pragma once

// The session of a call, and how it was proven.

#include "kernel/api/call.h"

namespace sangam::suites::platform {

// Throws Error{forbidden} for a caller without one: an API key, or a program.
const api::SessionFacts& session_of(const api::Call& call);

// The account that signed in. Throws as above, and Error{conflict} when an identity provider
// vouches for the caller: what it says must not touch how they sign in elsewhere.
Uuid own_account_of(const api::Call& call);

// Both lists of methods (values of amr, RFC 8176), each once, sorted.
std::vector<std::string> with_methods(std::vector<std::string> methods,
                                      std::vector<std::string> more);

}  // namespace sangam::suites::platform
