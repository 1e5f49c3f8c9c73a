#pragma once

// Client data: what the browser says that it was asked (WebAuthn §5.8.1).

#include "kernel/webauthn/ceremony.h"

namespace sangam::webauthn {

// `type` is "webauthn.create" or "webauthn.get". Compares the challenge in constant time.
Fault check_client_data(std::string_view json, std::string_view type, const Site& site,
                        std::string_view challenge);

// The challenge that some client data says it answers; empty when there is none. To find out what
// to check it against.
std::string challenge_in(std::string_view json);

}  // namespace sangam::webauthn
