// Whatever a browser sends, a registration is read or refused, and what was read verifies nothing
// that was not signed.

#include "base/assert.h"
#include "kernel/webauthn/client_data.h"
#include "kernel/webauthn/testing/authenticator.h"

namespace {

using namespace sangam::webauthn;

const Site kSite{.id = "bank.example", .origin = "https://bank.example"};
constexpr std::string_view kChallenge = "Y2hhbGxlbmdl";

const Registration& sound() {
  static const auto registration = testing::Authenticator().make(kChallenge);
  return registration;
}

// A sound registration with the input written over it, from where its first byte says.
std::string altered(std::string_view input) {
  auto data = sound().authenticator_data;
  if (input.empty()) return data;
  const auto at = static_cast<unsigned char>(input.front()) % data.size();
  data.replace(at, input.size() - 1, input.substr(1));
  return data;
}

void read(const Registration& registration, const std::string& signature) {
  Credential credential;
  if (read_registration(kSite, kChallenge, registration, credential) != Fault::none) return;
  SANGAM_ASSERT(!credential.id.empty() && !credential.public_key.empty());
  auto reply = testing::Authenticator().sign(kChallenge);
  reply.signature = signature;
  SANGAM_ASSERT(verify_assertion(kSite, kChallenge, reply, credential) != Fault::none);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  challenge_in(text);
  read({text, sound().authenticator_data}, text);
  read({sound().client_data, altered(text)}, text);
  return 0;
}
