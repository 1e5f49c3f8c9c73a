#include "suites/platform/openid/proof.h"

#include <sodium.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <optional>

#include "base/base64.h"
#include "kernel/api/json_document.h"
#include "kernel/jose/signature.h"
#include "suites/platform/openid/json_object.h"

namespace sangam::suites::platform::openid {

namespace {

namespace json = boost::json;
using Wrong = std::unexpected<std::string>;

constexpr std::size_t kProofMost = 8 * 1024;
constexpr std::size_t kIdMost = 256;

std::string sha256(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return to_base64url({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

// The members that make the key what it is, in order of their names.
std::vector<std::string_view> members_of(std::string_view type) {
  if (type == "EC") return {"crv", "kty", "x", "y"};
  if (type == "OKP") return {"crv", "kty", "x"};
  if (type == "RSA") return {"e", "kty", "n"};
  return {};
}

std::optional<json::object> header_key(std::string_view text) {
  const auto header = from_base64url(text.substr(0, text.find('.')));
  if (!header) return std::nullopt;
  const auto document = api::JsonDocument::parse(*header);
  if (!document || !document->root().is_object()) return std::nullopt;
  const auto* key = document->root().as_object().if_contains("jwk");
  if (!key || !key->is_object()) return std::nullopt;
  // In memory of its own: the document's goes.
  return json::object(key->as_object(), json::storage_ptr());
}

std::string fault_of_claims(const json::object& claims, const ProofTarget& target) {
  if (text_at(claims, "htm") != target.method) return "It is for another method.";
  auto url = text_at(claims, "htu");
  url.resize(std::min(url.find_first_of("?#"), url.size()));
  if (url != target.url) return "It is for another address.";
  const auto* issued = claims.if_contains("iat");
  if (!issued || !issued->is_int64()) return "It does not say when it was made.";
  const auto now = target.now.nanoseconds / kNanosecondsPerSecond;
  if (issued->as_int64() < now - kProofSeconds || issued->as_int64() > now + kProofSeconds)
    return "It is too old, or from the future.";
  if (!target.access_token.empty() && text_at(claims, "ath") != sha256(target.access_token))
    return "It is for another access token.";
  return {};
}

}  // namespace

std::expected<std::string, std::string> thumbprint_of(const json::object& key) {
  const auto members = members_of(text_at(key, "kty"));
  if (members.empty()) return Wrong("The key is of no type that signs.");
  if (key.contains("d")) return Wrong("The key is a private one.");
  JsonObject required;
  for (const auto name : members) {
    const auto value = text_at(key, name);
    if (value.empty()) return Wrong("A member of the key is missing.");
    required.text(name, value);
  }
  return sha256(std::move(required).str());
}

std::expected<Proof, std::string> read_proof(std::string_view text, const ProofTarget& target) {
  if (text.size() > kProofMost) return Wrong("It is too long.");
  const auto key = header_key(text);
  if (!key) return Wrong("It has no key.");
  auto thumbprint = thumbprint_of(*key);
  if (!thumbprint) return Wrong(thumbprint.error());
  const auto keys = jose::KeySet::read(json::serialize(*key));
  if (!keys) return Wrong(keys.error());
  using enum jose::Algorithm;
  const auto verified =
      jose::verify(text, *keys, {EdDSA, ES256, ES384, ES512, PS256, PS384, PS512, RS256});
  if (!verified) return Wrong(verified.error());
  if (verified->type != "dpop+jwt") return Wrong("It is a token of another type.");
  const auto document = api::JsonDocument::parse(verified->payload);
  if (!document || !document->root().is_object()) return Wrong("The claims are no JSON object.");
  const auto& claims = document->root().as_object();
  if (auto fault = fault_of_claims(claims, target); !fault.empty()) return Wrong(std::move(fault));
  Proof proof{std::move(*thumbprint), text_at(claims, "jti"), text_at(claims, "nonce")};
  if (proof.id.empty() || proof.id.size() > kIdMost) return Wrong("It has no usable id.");
  return proof;
}

}  // namespace sangam::suites::platform::openid
