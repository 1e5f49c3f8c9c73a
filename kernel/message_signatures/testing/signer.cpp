#include "kernel/message_signatures/testing/signer.h"

#include <sodium.h>

#include "base/assert.h"
#include "base/base64.h"
#include "base/structured_fields/parse.h"
#include "kernel/message_signatures/signature_base.h"

namespace sangam::message_signatures::testing {

namespace {

std::string make_pair(const std::array<unsigned char, 32>& seed,
                      std::array<unsigned char, 64>& secret) {
  std::array<unsigned char, 32> point{};
  crypto_sign_seed_keypair(point.data(), secret.data(), seed.data());
  return R"({"kty":"OKP","crv":"Ed25519","x":")" +
         to_base64url({reinterpret_cast<const char*>(point.data()), point.size()}) + R"("})";
}

}  // namespace

Message OwnedRequest::message() {
  views_.clear();
  for (const auto& [name, value] : fields)
    views_.push_back({name, value});
  return {.method = method,
          .scheme = scheme,
          .authority = authority,
          .target = target,
          .fields = views_,
          .status = std::nullopt};
}

Signer::Signer(const std::array<unsigned char, 32>& seed)
    : public_json_(make_pair(seed, secret_)), key_(key_of(public_json_)) {}

void Signer::sign(OwnedRequest& request, const std::string& label, const std::string& input) const {
  const auto inputs = structured_fields::parse_dictionary(label + '=' + input);
  SANGAM_ASSERT(inputs.has_value());
  const auto& covered = std::get<structured_fields::InnerList>(inputs->front().second);
  const auto base = signature_base(request.message(), covered);
  SANGAM_ASSERT(base.has_value());
  unsigned char bytes[crypto_sign_BYTES];
  crypto_sign_detached(bytes, nullptr, reinterpret_cast<const unsigned char*>(base->data()),
                       base->size(), secret_.data());
  request.fields.emplace_back("Signature-Input", label + '=' + input);
  request.fields.emplace_back(
      "Signature",
      label + "=:" + to_base64({reinterpret_cast<const char*>(bytes), sizeof bytes}) + ':');
}

jose::Key key_of(const std::string& json) {
  const auto keys = jose::KeySet::read(json);
  SANGAM_ASSERT(keys && keys->keys().size() == 1);
  return keys->keys().front();
}

}  // namespace sangam::message_signatures::testing
