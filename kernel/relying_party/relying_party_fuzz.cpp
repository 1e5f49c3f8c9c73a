// Feeds arbitrary bytes to what reads a provider's document, its answer to a code, and ID tokens:
// with a key that signed none of them nobody may be believed.

#include <cstdint>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/http/client/url.h"
#include "kernel/jose/signing_key.h"
#include "kernel/relying_party/provider.h"
#include "kernel/relying_party/relying_party.h"
#include "kernel/relying_party/token_response.h"

namespace sangam::relying_party {
namespace {

constexpr ExpectedToken kExpected{.issuer = "https://idp.example",
                                  .client_id = "client",
                                  .nonce = "nonce",
                                  .now = {1'800'000'000'000'000'000}};

const jose::SigningKey& signing_key() {
  static const jose::SigningKey key(jose::SigningKey::Seed{1});
  return key;
}

const jose::KeySet& keys() {
  static const auto set = jose::KeySet::read(R"({"keys":[)" + signing_key().public_json() + "]}");
  return *set;
}

void read_claims(std::string_view text) {
  // Signed by them this time: whatever a provider claims must be read without harm.
  const auto profile = read_id_token(signing_key().sign("JWT", text), keys(), kExpected);
  SANGAM_ASSERT(!profile || (!profile->subject.empty() && profile->claims.size() <= kClaimsMost));
}

}  // namespace
}  // namespace sangam::relying_party

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam;
  using namespace sangam::relying_party;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto provider = read_provider(text, "https://idp.example", PlainHttp::refused))
    SANGAM_ASSERT(http::client::parse_url(provider->token_endpoint)->secure);
  http::client::Reply reply;
  reply.status = size % 2 == 0 ? 200 : 400;
  reply.body = text;
  const auto token = read_token_reply(reply);
  SANGAM_ASSERT(token ? !token->empty() : !token.error().empty());
  SANGAM_ASSERT(!read_id_token(text, keys(), kExpected));
  SANGAM_ASSERT(!read_id_token(to_base64url(text) + ".e30.AAAA", keys(), kExpected));
  read_claims(text);
  return 0;
}
