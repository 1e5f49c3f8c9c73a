#pragma once

// Authenticator data: what the authenticator signs (WebAuthn §6.1): the hash of the site's id, a
// byte of flags, a count, and of a new credential its key.

#include "kernel/webauthn/ceremony.h"

namespace sangam::webauthn {

enum class Flag : std::uint8_t {
  present = 0x01,     // its user touched it
  verified = 0x04,    // by a PIN, a finger, a face
  backed_up = 0x10,   // synchronised to other devices
  credential = 0x40,  // a new credential follows
  extensions = 0x80,  // what extensions say follows
};

// False for data that is too short to have flags.
bool has_flag(std::string_view data, Flag flag) noexcept;

// That it is of this site, with its user present and verified, and that what follows is whole CBOR
// (RFC 8949) of definite lengths that its bytes can hold: libcbor takes memory for as many items as
// an array says it has.
Fault check_authenticator_data(std::string_view data, const Site& site);

}  // namespace sangam::webauthn
