#pragma once

// What a client must be, whoever makes or changes it. Private to this folder.

#include "suites/platform/openid/clients.h"

namespace sangam::suites::platform::openid {

// Throws Error{invalid} with every fault, and Error{forbidden} for scopes that the caller lacks and
// `before` (null: a new client) had not either.
void require_sound(const OAuthClient& client, const OAuthClient* before,
                   const api::Principal& caller, const Services& services);

// The second alone.
void require_held(const OAuthClient& client, const OAuthClient* before,
                  const api::Principal& caller);

}  // namespace sangam::suites::platform::openid
