#include "kernel/saml/metadata.h"

#include <algorithm>

#include "base/base64.h"
#include "kernel/saml/signature.h"
#include "kernel/saml/xml.h"

namespace sangam::saml {

namespace {

using Fault = std::unexpected<std::string>;

constexpr std::string_view kRedirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
constexpr std::string_view kPost = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

bool is_true(const std::optional<std::string>& text) { return text == "true" || text == "1"; }

// The only entity below `root` that signs people in.
std::expected<const xmlNode*, std::string> find_entity(xmlNode* root) {
  std::vector<const xmlNode*> found;
  for (const auto* element : elements_below(root))
    if (is_element(element, kMetadataSpace, "EntityDescriptor") &&
        only_child(element, kMetadataSpace, "IDPSSODescriptor") != nullptr)
      found.push_back(element);
  if (found.empty()) return Fault("It describes no identity provider of SAML.");
  if (found.size() > 1) return Fault("It describes several identity providers: give one.");
  return found.front();
}

std::expected<void, std::string> read_keys(const xmlNode* role, IdentityProvider& into) {
  for (const auto* key : children(role, kMetadataSpace, "KeyDescriptor")) {
    if (attribute(key, "use").value_or("signing") != "signing") continue;
    const auto* info = only_child(key, kSignatureSpace, "KeyInfo");
    if (info == nullptr) continue;
    for (const auto* data : children(info, kSignatureSpace, "X509Data"))
      for (const auto* element : children(data, kSignatureSpace, "X509Certificate")) {
        auto certificate = read_certificate(text_of(element).value_or(""));
        if (!certificate) return Fault(std::move(certificate.error()));
        if (std::ranges::find(into.certificates, *certificate) == into.certificates.end())
          into.certificates.push_back(std::move(*certificate));
      }
  }
  if (into.certificates.empty()) return Fault("It names no certificate for signatures.");
  if (into.certificates.size() > kCertificatesMost)
    return Fault("It names more than eight certificates for signatures.");
  return {};
}

}  // namespace

std::expected<std::string, std::string> read_certificate(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
  constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
  if (const auto begin = text.find(kBegin); begin != text.npos) {
    text.remove_prefix(begin + kBegin.size());
    const auto end = text.find(kEnd);
    if (end == text.npos) return Fault("The certificate is cut off.");
    text = text.substr(0, end);
  }
  std::string bare(text);
  std::erase_if(bare, [](char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\t'; });
  auto der = from_base64(bare, Base64Rule::lenient);
  if (!der || der->empty()) return Fault("The certificate is not base64.");
  if (const auto objection = objection_to_certificate(*der); !objection.empty())
    return Fault("The certificate " + objection + ".");
  return std::move(*der);
}

std::expected<IdentityProvider, std::string> read_metadata(std::string_view xml) {
  const auto document = read_xml(xml);
  if (!document) return Fault(document.error());
  const auto entity = find_entity(xmlDocGetRootElement(document->get()));
  if (!entity) return Fault(entity.error());
  IdentityProvider provider;
  provider.entity_id = attribute(*entity, "entityID").value_or("");
  if (provider.entity_id.empty()) return Fault("It lacks the identity provider's entityID.");
  const auto* role = only_child(*entity, kMetadataSpace, "IDPSSODescriptor");
  provider.wants_signed_requests = is_true(attribute(role, "WantAuthnRequestsSigned"));
  for (const auto* service : children(role, kMetadataSpace, "SingleSignOnService"))
    if (provider.sign_on_url.empty() && attribute(service, "Binding") == std::string(kRedirect))
      provider.sign_on_url = attribute(service, "Location").value_or("");
  if (provider.sign_on_url.empty())
    return Fault("It names no address for requests by redirect (HTTP-Redirect).");
  if (const auto keys = read_keys(role, provider); !keys) return Fault(keys.error());
  return provider;
}

std::string write_metadata(const ServiceProvider& us) {
  const auto named = [](std::string_view name, std::string_view value) {
    std::string text = " " + std::string(name) + "=\"";
    append_xml_text(value, text);
    return text + "\"";
  };
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                    "\n<md:EntityDescriptor";
  out += named("xmlns:md", kMetadataSpace) + named("entityID", us.entity_id) + ">";
  out += "<md:SPSSODescriptor" + named("protocolSupportEnumeration", kProtocolSpace);
  out += named("AuthnRequestsSigned", "false");
  out += named("WantAssertionsSigned", "true") + ">";
  out +=
      "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>"
      "<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
      "</md:NameIDFormat>";
  out += "<md:AssertionConsumerService" + named("Binding", kPost) +
         named("Location", us.consumer_url) + named("index", "0") + named("isDefault", "true");
  return out + "/></md:SPSSODescriptor></md:EntityDescriptor>\n";
}

}  // namespace sangam::saml
