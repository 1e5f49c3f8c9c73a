#pragma once

// The site that passkeys of this server are bound to.

#include "kernel/webauthn/ceremony.h"
#include "suites/platform/identity/public_address.h"

namespace sangam::suites::platform {

// By the server's public address: a passkey of one host is none of another. On loopback it is
// "localhost", since browsers bind passkeys to names only. Throws Error{refused} when the public
// address is any other IP address.
webauthn::Site passkey_site(const PublicAddress& address);

}  // namespace sangam::suites::platform
