// Feeds arbitrary texts to the readers of keys and signatures: nothing that is not signed is
// accepted.

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/jose/signing_key.h"
#include "kernel/jose/token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::jose;
  static const SigningKey signer(SigningKey::Seed{7});
  static const KeySet keys = *KeySet::read(signer.public_json());
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto bytes = sangam::from_base64url(text))
    SANGAM_ASSERT(sangam::to_base64url(*bytes) == text);
  if (const auto read = KeySet::read(text)) SANGAM_ASSERT(!read->keys().empty());
  SANGAM_ASSERT(!verify(text, keys, {Algorithm::EdDSA, Algorithm::HS256}));
  // As the header and as the claims of a token that is signed.
  SANGAM_ASSERT(!verify(sangam::to_base64url(text) + ".e30.AAAA", keys, {Algorithm::EdDSA}));
  const auto verified = verify(signer.sign("jwt", text), keys, {Algorithm::EdDSA});
  if (text.size() > 20'000) return 0;
  SANGAM_ASSERT(verified && verified->payload == text);
  const auto token = read_token(*verified, {.type = {}, .issuer = "i", .audience = "a", .now = {}});
  SANGAM_ASSERT(!token || token->issuer == "i");
  return 0;
}
