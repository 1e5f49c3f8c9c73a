#include "kernel/saml/response.h"

#include <algorithm>

#include "base/base64.h"
#include "kernel/saml/assertion_reader.h"
#include "kernel/saml/quoted.h"
#include "kernel/saml/signature.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {

namespace {

constexpr std::string_view kSuccess = "urn:oasis:names:tc:SAML:2.0:status:Success";

std::unexpected<Refusal> refuse(Step step, std::string detail) {
  return std::unexpected(Refusal{step, std::move(detail)});
}

// Line breaks are common in base64 of this size.
std::string without_blanks(std::string_view text) {
  std::string kept(text);
  std::erase_if(kept, [](char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\t'; });
  return kept;
}

std::expected<XmlDocument, Refusal> decode(std::string_view form_value) {
  if (form_value.size() > kXmlBytesMost * 3 / 2)
    return refuse(Step::decode, "The response is larger than 256 KiB.");
  const auto text = from_base64(without_blanks(form_value), Base64Rule::lenient);
  if (!text) return refuse(Step::decode, "The response is not base64.");
  auto document = read_xml(*text);
  if (!document) return refuse(Step::decode, "The response cannot be read. " + document.error());
  return std::move(*document);
}

// Where in a response things may stand: one assertion, and signatures of nothing else. Anything
// besides is how a signed element is hidden behind one that is not.
std::expected<xmlNode*, Refusal> find_assertion(xmlNode* response) {
  if (!is_element(response, kProtocolSpace, "Response"))
    return refuse(Step::response, "What came is not a SAML response.");
  xmlNode* assertion = only_child(response, kAssertionSpace, "Assertion");
  for (const auto* element : elements_below(response)) {
    if (is_element(element, kAssertionSpace, "EncryptedAssertion") ||
        is_element(element, kAssertionSpace, "EncryptedID"))
      return refuse(Step::response,
                    "The response is encrypted: switch encryption of assertions off at the identity"
                    " provider; TLS protects them on the way.");
    const bool responds = is_element(element, kProtocolSpace, "Response") && element != response;
    const bool asserts = is_element(element, kAssertionSpace, "Assertion") && element != assertion;
    const bool signs = is_element(element, kSignatureSpace, "Signature") &&
                       element->parent != response && element->parent != assertion;
    if (assertion != nullptr && (responds || asserts || signs))
      return refuse(Step::response,
                    "The response holds more than one assertion or signature where"
                    " one is allowed.");
  }
  return assertion;
}

std::expected<void, Refusal> check_answer(const xmlNode* response) {
  const auto* status = only_child(response, kProtocolSpace, "Status");
  const auto* code = status ? only_child(status, kProtocolSpace, "StatusCode") : nullptr;
  const auto value = code ? attribute(code, "Value").value_or("") : "";
  if (value == kSuccess) return {};
  std::string detail = "The identity provider refused: ";
  const auto* inner = code ? only_child(code, kProtocolSpace, "StatusCode") : nullptr;
  detail += quoted(inner ? attribute(inner, "Value").value_or(value) : value);
  const auto message = status ? child_text(status, kProtocolSpace, "StatusMessage") : std::nullopt;
  if (message && !message->empty()) detail += ", " + quoted(*message);
  return refuse(Step::answer, detail + ".");
}

bool is_signed(const xmlNode* element) {
  return !children(element, kSignatureSpace, "Signature").empty();
}

// The assertion as it was signed, by itself or with the whole response: read from the octets of the
// signature, so that nothing else of what came can be.
std::expected<XmlDocument, Refusal> verified_assertion(xmlNode* response, xmlNode* assertion,
                                                       const IdentityProvider& them) {
  if (!is_signed(response) && !is_signed(assertion))
    return refuse(Step::signature, "Neither the response nor the assertion is signed.");
  std::string octets;
  for (xmlNode* element : {response, assertion}) {
    if (!is_signed(element)) continue;
    auto signed_part = signed_octets(element, them.certificates);
    if (!signed_part) return refuse(Step::signature, signed_part.error());
    octets = std::move(*signed_part);
  }
  auto document = read_xml(octets);
  if (!document) return refuse(Step::signature, document.error());
  return std::move(*document);
}

// What stands on the response itself. It is not always signed, so it can only speak against.
std::expected<void, Refusal> check_envelope(const xmlNode* response, const Expected& expected) {
  const auto issuer = child_text(response, kAssertionSpace, "Issuer");
  if (issuer && *issuer != expected.them.entity_id)
    return refuse(Step::issuer, "The response is from " + quoted(*issuer) + ", not from " +
                                    quoted(expected.them.entity_id) + ".");
  const auto destination = attribute(response, "Destination");
  if (destination && !destination->empty() && *destination != expected.us.consumer_url)
    return refuse(Step::recipient, "The response was sent for " + quoted(*destination) +
                                       "; our address is " + quoted(expected.us.consumer_url) +
                                       ".");
  const auto request = attribute(response, "InResponseTo");
  if (request && *request != expected.request_id)
    return refuse(Step::request, "The response answers another request than ours.");
  return {};
}

}  // namespace

const std::vector<std::string>* Assertion::find(std::string_view name) const noexcept {
  auto found = std::ranges::find(attributes, name, &Attribute::name);
  if (found == attributes.end())
    found = std::ranges::find(attributes, name, &Attribute::friendly_name);
  return found == attributes.end() ? nullptr : &found->values;
}

std::expected<Assertion, Refusal> read_response(std::string_view form_value,
                                                const Expected& expected) {
  const auto document = decode(form_value);
  if (!document) return std::unexpected(document.error());
  xmlNode* response = xmlDocGetRootElement(document->get());
  const auto assertion = find_assertion(response);
  if (!assertion) return std::unexpected(assertion.error());
  if (const auto answer = check_answer(response); !answer) return std::unexpected(answer.error());
  if (*assertion == nullptr)
    return refuse(Step::response, "The response holds no assertion, or several.");
  const auto verified = verified_assertion(response, *assertion, expected.them);
  if (!verified) return std::unexpected(verified.error());
  if (const auto envelope = check_envelope(response, expected); !envelope)
    return std::unexpected(envelope.error());
  xmlNode* root = xmlDocGetRootElement(verified->get());
  const xmlNode* read = is_element(root, kAssertionSpace, "Assertion")
                            ? root
                            : only_child(root, kAssertionSpace, "Assertion");
  if (read == nullptr) return refuse(Step::signature, "What was signed is no assertion.");
  return read_assertion(read, expected);
}

}  // namespace sangam::saml
