#pragma once

// Response: what an identity provider says of somebody who signs in (SAML 2.0 Core §3.3.3, Profiles
// §4.1.4). Start here.
//
//   const auto assertion = read_response(form_value, {.us = us, .them = them,
//                                                     .request_id = id, .now = now});
//   if (!assertion) … assertion.error() says at which step, and why, for people
//
// Only what was signed is read (signature.h). Whoever accepts an assertion remembers its `id` until
// `valid_until` and refuses it a second time.

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/timestamp.h"
#include "kernel/saml/provider.h"

namespace sangam::saml {

struct Attribute {
  std::string name;
  std::string friendly_name;  // may be empty
  std::vector<std::string> values;
};

struct Assertion {
  std::string id;
  Timestamp valid_until;  // leeway included
  std::string subject;    // NameID
  std::string subject_format;
  std::vector<Attribute> attributes;

  // The values of the attribute of that name; of that friendly name, which tells nobody anything
  // for sure (Core §2.7.3.1), only where none has the name. Null without one.
  const std::vector<std::string>* find(std::string_view name) const noexcept;
};
inline constexpr std::size_t kAttributesMost = 200;
inline constexpr std::size_t kValuesMost = 2'000;  // of all attributes

// The steps of reading a response, in their order.
enum class Step : std::uint8_t {
  decode,     // the form's value is base64 of XML
  response,   // it is one response with one assertion
  answer,     // the identity provider says that somebody signed in
  signature,  // it is signed by a key that we know
  issuer,     // by the one we asked
  recipient,  // it was meant for our address
  request,    // it answers the request we made
  audience,   // it is about us
  time,       // it is valid now
  subject,    // it names somebody
};
SANGAM_ENUM(Step, decode, response, answer, signature, issuer, recipient, request, audience, time,
            subject)

struct Refusal {
  Step step = Step::decode;
  std::string detail;  // a sentence for people; what it quotes is shortened, and not trusted
};

struct Expected {
  const ServiceProvider& us;
  const IdentityProvider& them;
  std::string_view request_id;  // of the request this must answer; unasked responses are refused
  Timestamp now;
  std::chrono::seconds leeway{120};  // clocks of others differ
};

// `form_value`: the field SAMLResponse of a form (HTTP POST binding). O(bytes).
std::expected<Assertion, Refusal> read_response(std::string_view form_value,
                                                const Expected& expected);

}  // namespace sangam::saml
