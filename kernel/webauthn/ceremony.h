#pragma once

// Passkeys (WebAuthn level 2), the side of the server: reading a new credential, and verifying that
// somebody has it. Start here.
//
// A credential is bound to a site; the browser says in the client data which site asked, and the
// authenticator hashes the site's id into what it signs. Attestation is not asked for: which make a
// key is of would be known, and nothing would be safer.

#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::webauthn {

// Who asks.
struct Site {
  std::string id;      // the host, "bank.example"
  std::string origin;  // "https://bank.example", as browsers send it
};

// Of the algorithms of COSE (RFC 9053) those that authenticators have.
enum class Algorithm : std::int32_t { es256 = -7, eddsa = -8, rs256 = -257 };

struct Credential {
  std::string id;  // chosen by the authenticator, up to 1023 bytes
  Algorithm algorithm = Algorithm::es256;
  std::string public_key;  // as the algorithm has it: x and y; a point; modulus and exponent
  std::uint32_t sign_count = 0;
  bool backed_up = false;  // it is synchronised to other devices of its owner
};

// What a browser replies to navigator.credentials.create(); bytes, not base64url.
struct Registration {
  std::string client_data;         // JSON
  std::string authenticator_data;  // of getAuthenticatorData()
};

// What a browser replies to navigator.credentials.get().
struct Assertion {
  std::string client_data;
  std::string authenticator_data;
  std::string signature;
};

// Why a reply is refused.
enum class Fault : std::uint8_t {
  none,
  client_data,         // no JSON of the declared members
  ceremony,            // of the other ceremony, or from a frame of another site
  challenge,           // not what was asked
  origin,              // another site's page
  authenticator_data,  // cannot be read
  site,                // made for another site
  presence,            // nobody touched it
  verification,        // it did not verify its user
  algorithm,           // a key of none of the algorithms above
  signature,           // not by that key
  counter,             // it has signed more often than it says: there are two
};
// A sentence for people.
std::string_view describe(Fault fault) noexcept;

// Reads a new credential into `out`. `challenge` is as it was sent, base64url.
Fault read_registration(const Site& site, std::string_view challenge,
                        const Registration& registration, Credential& out);

// Verifies the assertion of `credential` and brings its count and backup state up to date. Some 100
// microseconds.
Fault verify_assertion(const Site& site, std::string_view challenge, const Assertion& assertion,
                       Credential& credential);

}  // namespace sangam::webauthn
