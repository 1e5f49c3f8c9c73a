#include "kernel/relying_party/id_token.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/clock_difference.h"
#include "kernel/api/json_document.h"
#include "kernel/jose/token.h"

namespace sangam::relying_party {

namespace {

namespace json = boost::json;

using Wrong = std::unexpected<std::string>;
using jose::Algorithm;

constexpr auto kAccepted = {Algorithm::RS256, Algorithm::RS384, Algorithm::RS512, Algorithm::PS256,
                            Algorithm::PS384, Algorithm::PS512, Algorithm::ES256, Algorithm::ES384,
                            Algorithm::ES512, Algorithm::EdDSA};
constexpr std::size_t kSubjectMost = 255;             // §2
constexpr std::int64_t kSecondsMost = 9'000'000'000;  // what a Timestamp holds

bool equal_in_constant_time(std::string_view one, std::string_view other) noexcept {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::vector<std::string> texts_of(const json::value& value) {
  std::vector<std::string> texts;
  if (value.is_string()) texts.emplace_back(value.get_string());
  if (!value.is_array()) return texts;
  for (const auto& one : value.get_array())
    if (one.is_string()) texts.emplace_back(one.get_string());
  return texts;
}

std::string text_at(const json::object& root, std::string_view name) {
  const auto* found = root.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

// Some providers write the truth as a text. What is neither true nor absent is not true.
std::optional<bool> truth_at(const json::object& root, std::string_view name) {
  const auto* found = root.if_contains(name);
  if (!found) return std::nullopt;
  return *found == json::value(true) || *found == json::value("true");
}

// Who the token is for beside its audience; empty when nothing is wrong.
std::string fault_of_parties(const json::object& root, const jose::Claims& claims,
                             const ExpectedToken& expected) {
  const auto party = text_at(root, "azp");
  if (!party.empty() && party != expected.client_id)
    return "The ID token was made for another client.";
  if (claims.audience.size() > 1 && party.empty())
    return "The ID token is for several and does not say for whom it was made.";
  if (!equal_in_constant_time(text_at(root, "nonce"), expected.nonce))
    return "The ID token answers another request than ours.";
  if (claims.subject.empty() || claims.subject.size() > kSubjectMost)
    return "The ID token names nobody.";
  return {};
}

// For people who look for what is wrong; empty when the clocks agree.
std::string hint_at_clocks(std::string_view payload, Timestamp now) {
  const auto document = api::JsonDocument::parse(payload);
  if (!document || !document->root().is_object()) return {};
  const auto* issued = document->root().get_object().if_contains("iat");
  if (!issued || !issued->is_int64() || issued->get_int64() < 0 ||
      issued->get_int64() >= kSecondsMost)
    return {};
  const auto words = about_clocks({issued->get_int64() * kNanosecondsPerSecond}, now);
  return words.empty() ? words : " " + words;
}

}  // namespace

const std::vector<std::string>* Profile::find(std::string_view wanted) const noexcept {
  const auto found = std::ranges::find(claims, wanted, &Claim::name);
  return found == claims.end() ? nullptr : &found->values;
}

bool is_accepted_algorithm(std::string_view wanted) noexcept {
  return std::ranges::any_of(kAccepted, [wanted](Algorithm one) { return name(one) == wanted; });
}

std::expected<Profile, std::string> read_id_token(std::string_view token, const jose::KeySet& keys,
                                                  const ExpectedToken& expected) {
  const auto verified = jose::verify(token, keys, kAccepted);
  if (!verified) return Wrong("The ID token's signature is not accepted. " + verified.error());
  const auto claims = jose::read_token(
      *verified,
      {.type = "", .issuer = expected.issuer, .audience = expected.client_id, .now = expected.now});
  if (!claims)
    return Wrong("The ID token is not accepted. " + claims.error() +
                 hint_at_clocks(verified->payload, expected.now));
  const auto document = api::JsonDocument::parse(verified->payload);
  const auto& root = document->root().get_object();  // read_token saw an object
  if (auto fault = fault_of_parties(root, *claims, expected); !fault.empty())
    return Wrong(std::move(fault));
  Profile profile{.subject = claims->subject,
                  .email = text_at(root, "email"),
                  .email_verified = truth_at(root, "email_verified"),
                  .name = text_at(root, "name"),
                  .claims = {}};
  for (const auto& [name, value] : root) {
    auto texts = texts_of(value);
    const bool none = value.is_array() && value.get_array().empty();
    if (none || !texts.empty()) profile.claims.push_back({std::string(name), std::move(texts)});
    if (profile.claims.size() > kClaimsMost) return Wrong("The ID token has too many claims.");
  }
  return profile;
}

}  // namespace sangam::relying_party
