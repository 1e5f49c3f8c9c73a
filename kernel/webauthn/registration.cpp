#include <fido.h>

#include <memory>

#include "kernel/webauthn/authenticator_data.h"
#include "kernel/webauthn/client_data.h"

namespace sangam::webauthn {

namespace {

struct FreeCredential {
  void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
};
using FidoCredential = std::unique_ptr<fido_cred_t, FreeCredential>;

constexpr Algorithm kAlgorithms[] = {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256};
constexpr std::size_t kIdMost = 1'023;

std::string bytes(const unsigned char* data, std::size_t size) {
  return data ? std::string(reinterpret_cast<const char*>(data), size) : std::string();
}

// The library wants to know the algorithm before it reads the key: the data decides which it is.
FidoCredential read_key(std::string_view data, Algorithm& algorithm) {
  for (const auto candidate : kAlgorithms) {
    FidoCredential credential(fido_cred_new());
    if (!credential) throw std::bad_alloc();
    if (fido_cred_set_type(credential.get(), static_cast<int>(candidate)) != FIDO_OK) continue;
    const auto* raw = reinterpret_cast<const unsigned char*>(data.data());
    if (fido_cred_set_authdata_raw(credential.get(), raw, data.size()) != FIDO_OK) continue;
    algorithm = candidate;
    return credential;
  }
  return nullptr;
}

}  // namespace

Fault read_registration(const Site& site, std::string_view challenge,
                        const Registration& registration, Credential& out) {
  const auto said = check_client_data(registration.client_data, "webauthn.create", site, challenge);
  if (said != Fault::none) return said;
  const auto& data = registration.authenticator_data;
  if (const auto fault = check_authenticator_data(data, site); fault != Fault::none) return fault;
  if (!has_flag(data, Flag::credential)) return Fault::authenticator_data;
  const auto credential = read_key(data, out.algorithm);
  if (!credential) return Fault::algorithm;
  out.id = bytes(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get()));
  out.public_key =
      bytes(fido_cred_pubkey_ptr(credential.get()), fido_cred_pubkey_len(credential.get()));
  out.sign_count = fido_cred_sigcount(credential.get());
  out.backed_up = has_flag(data, Flag::backed_up);
  const bool whole = !out.id.empty() && out.id.size() <= kIdMost && !out.public_key.empty();
  return whole ? Fault::none : Fault::authenticator_data;
}

}  // namespace sangam::webauthn
