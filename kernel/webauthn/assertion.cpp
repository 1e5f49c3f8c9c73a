#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <memory>
#include <new>

#include "kernel/webauthn/authenticator_data.h"
#include "kernel/webauthn/client_data.h"

namespace sangam::webauthn {

namespace {

struct FreeAssertion {
  void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};
using FidoAssertion = std::unique_ptr<fido_assert_t, FreeAssertion>;

const unsigned char* raw(const std::string& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// Verifies with a key that `New` makes and `Read` fills.
template <auto New, auto Read, auto Free>
bool verify(const fido_assert_t& assertion, const Credential& credential) {
  auto* key = New();
  if (!key) throw std::bad_alloc();
  const auto& bytes = credential.public_key;
  const bool verified =
      Read(key, bytes.data(), bytes.size()) == FIDO_OK &&
      fido_assert_verify(&assertion, 0, static_cast<int>(credential.algorithm), key) == FIDO_OK;
  Free(&key);
  return verified;
}

bool is_signed_by(const fido_assert_t& assertion, const Credential& credential) {
  switch (credential.algorithm) {
    case Algorithm::es256:
      return verify<es256_pk_new, es256_pk_from_ptr, es256_pk_free>(assertion, credential);
    case Algorithm::eddsa:
      return verify<eddsa_pk_new, eddsa_pk_from_ptr, eddsa_pk_free>(assertion, credential);
    case Algorithm::rs256:
      return verify<rs256_pk_new, rs256_pk_from_ptr, rs256_pk_free>(assertion, credential);
  }
  return false;
}

// Presence, verification and site are checked again by the library, over what was signed.
FidoAssertion prepare(const Site& site, const Assertion& given) {
  FidoAssertion assertion(fido_assert_new());
  if (!assertion) throw std::bad_alloc();
  auto* a = assertion.get();
  const bool taken =
      fido_assert_set_count(a, 1) == FIDO_OK && fido_assert_set_rp(a, site.id.c_str()) == FIDO_OK &&
      fido_assert_set_up(a, FIDO_OPT_TRUE) == FIDO_OK &&
      fido_assert_set_uv(a, FIDO_OPT_TRUE) == FIDO_OK &&
      fido_assert_set_clientdata(a, raw(given.client_data), given.client_data.size()) == FIDO_OK &&
      fido_assert_set_authdata_raw(a, 0, raw(given.authenticator_data),
                                   given.authenticator_data.size()) == FIDO_OK;
  return taken ? std::move(assertion) : nullptr;
}

// Both zero: it does not count.
bool has_advanced(std::uint32_t before, std::uint32_t after) {
  return (before == 0 && after == 0) || after > before;
}

}  // namespace

Fault verify_assertion(const Site& site, std::string_view challenge, const Assertion& given,
                       Credential& credential) {
  const auto said = check_client_data(given.client_data, "webauthn.get", site, challenge);
  if (said != Fault::none) return said;
  const auto& data = given.authenticator_data;
  if (const auto fault = check_authenticator_data(data, site); fault != Fault::none) return fault;
  const auto assertion = prepare(site, given);
  if (!assertion) return Fault::authenticator_data;
  const bool taken = fido_assert_set_sig(assertion.get(), 0, raw(given.signature),
                                         given.signature.size()) == FIDO_OK;
  if (!taken || !is_signed_by(*assertion, credential)) return Fault::signature;
  const auto count = fido_assert_sigcount(assertion.get(), 0);
  if (!has_advanced(credential.sign_count, count)) return Fault::counter;
  credential.sign_count = count;
  credential.backed_up = has_flag(data, Flag::backed_up);
  return Fault::none;
}

}  // namespace sangam::webauthn
