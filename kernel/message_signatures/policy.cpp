#include "kernel/message_signatures/policy.h"

#include <algorithm>

namespace sangam::message_signatures {

namespace {

namespace sf = structured_fields;
using Refused = std::unexpected<Refusal>;

// As a whole: a member of a dictionary or one query parameter is not the field or the query.
bool covers(const Signature& signature, std::string_view name) {
  return std::ranges::any_of(signature.covered.items, [&](const sf::Item& component) {
    const auto* text = sf::as<std::string>(&component.value);
    return text && *text == name &&
           (component.parameters.empty() || sf::find(component.parameters, "sf"));
  });
}

bool covers_target(const Signature& signature, const Message& message) {
  if (covers(signature, "@target-uri")) return true;
  if (!covers(signature, "@authority")) return false;
  if (covers(signature, "@request-target")) return true;
  return covers(signature, "@path") &&
         (!message.target.contains('?') || covers(signature, "@query"));
}

std::expected<void, Refusal> check_coverage(const Signature& signature, const Message& message,
                                            bool has_body) {
  if (!covers(signature, "@method"))
    return Refused({"missing_component", R"(The signature must cover "@method".)"});
  if (!covers_target(signature, message))
    return Refused({"missing_component", R"(The signature must cover "@target-uri".)"});
  if (has_body && !covers(signature, "content-digest"))
    return Refused({"missing_component",
                    R"(The signature of a request with a body must cover "content-digest".)"});
  return {};
}

std::expected<void, Refusal> check_times(const Policy& policy, const Signature& signature,
                                         std::int64_t now) {
  if (!signature.created)
    return Refused({"missing_parameter", "The signature must say when it was created."});
  if (*signature.created > now + policy.ahead_seconds)
    return Refused({"signature_from_the_future",
                    "The signature was created in the future: a clock is wrong by more than " +
                        std::to_string(policy.ahead_seconds) + " seconds."});
  if (*signature.created < now - policy.age_seconds)
    return Refused({"signature_expired", "The signature was created more than " +
                                             std::to_string(policy.age_seconds) + " seconds ago."});
  if (signature.expires && *signature.expires <= now)
    return Refused({"signature_expired", "The signature has expired."});
  return {};
}

}  // namespace

std::expected<void, Refusal> check(const Policy& policy, const Signature& signature,
                                   const Message& message, bool has_body, std::int64_t now) {
  if (!signature.key_id || signature.key_id->empty())
    return Refused({"missing_parameter", "The signature must name its key in keyid."});
  if (!signature.nonce) return Refused({"missing_parameter", "The signature must have a nonce."});
  if (signature.nonce->size() < policy.nonce_least || signature.nonce->size() > policy.nonce_most)
    return Refused({"nonce_length", "A nonce has " + std::to_string(policy.nonce_least) + " to " +
                                        std::to_string(policy.nonce_most) + " characters."});
  if (auto times = check_times(policy, signature, now); !times) return times;
  return check_coverage(signature, message, has_body);
}

std::int64_t nonce_end(const Policy& policy, const Signature& signature) noexcept {
  const auto too_old = *signature.created + policy.age_seconds + 1;
  return signature.expires ? std::min(too_old, *signature.expires) : too_old;
}

std::string accept_signature(bool has_body, std::string_view nonce) {
  return std::string(R"(sig=("@method" "@target-uri")") + (has_body ? R"( "content-digest")" : "") +
         R"();created;nonce=")" + std::string(nonce) + '"';
}

}  // namespace sangam::message_signatures
