// Feeds arbitrary XML to what reads responses and metadata: nothing of it is signed by a key we
// know, so nothing may be believed.

#include <cstdint>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/saml/markup.h"
#include "kernel/saml/metadata.h"
#include "kernel/saml/response.h"
#include "kernel/saml/xml.h"

namespace {

// What costs a parser or a canonical form time with its square is bounded in all that was parsed.
void require_bounded(const sangam::saml::XmlDocument& document) {
  using namespace sangam::saml;
  const auto elements = elements_below(xmlDocGetRootElement(document.get()));
  SANGAM_ASSERT(elements.size() <= kXmlElementsMost);
  for (const auto* element : elements) {
    std::size_t depth = 0;
    std::size_t spaces = 0;
    std::size_t attributes = 0;
    for (const auto* one = element->properties; one != nullptr; one = one->next)
      ++attributes;
    for (const auto* one = element->nsDef; one != nullptr; one = one->next)
      ++attributes;
    for (const auto* outer = element; outer->type == XML_ELEMENT_NODE; outer = outer->parent) {
      ++depth;
      for (const auto* one = outer->nsDef; one != nullptr; one = one->next)
        ++spaces;
    }
    SANGAM_ASSERT(attributes <= kXmlAttributesMost && spaces <= kXmlNamespacesMost);
    SANGAM_ASSERT(depth <= kXmlDepthMost);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto document = saml::read_xml(text)) require_bounded(*document);
  const saml::ServiceProvider us{"https://sp.example/saml", "https://sp.example/saml/consume"};
  saml::IdentityProvider them{"https://idp.example", "https://idp.example/sso", {}};
  if (const auto provider = saml::read_metadata(text)) {
    SANGAM_ASSERT(!provider->certificates.empty() && !provider->sign_on_url.empty());
    them.certificates = provider->certificates;
  }
  const saml::Expected expected{
      .us = us, .them = them, .request_id = "_request", .now = {1'800'000'000'000'000'000}};
  const auto assertion = saml::read_response(to_base64(text), expected);
  SANGAM_ASSERT(!assertion && !assertion.error().detail.empty());
  SANGAM_ASSERT(!saml::read_response(text, expected));
  return 0;
}
