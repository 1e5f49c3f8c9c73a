#include "kernel/saml/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <utility>

#include "base/assert.h"
#include "base/text.h"
#include "kernel/saml/markup.h"

namespace sangam::saml {

namespace {

using Fault = std::unexpected<std::string>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

struct ContextFree {
  void operator()(xmlParserCtxt* context) const noexcept {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

// Before anything of a document type is stored. A second lock: the text was looked at already.
void on_document_type(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto* context = static_cast<xmlParserCtxt*>(data);
  *static_cast<bool*>(context->_private) = true;
  xmlStopParser(context);
}

// Whether the declaration names an encoding that is not what it is in; the library would convert.
bool claims_other_encoding(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!text.starts_with("<?xml")) return false;
  const auto declaration = text.substr(0, text.find("?>"));
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return false;
  const auto begin = declaration.find_first_of("\"'", at);
  if (begin == std::string_view::npos) return true;
  const std::string name(declaration.substr(begin + 1, 5));
  const bool ours = xmlStrcasecmp(BAD_CAST name.c_str(), BAD_CAST "UTF-8") == 0;
  return !ours || declaration.substr(begin + 6).substr(0, 1) != declaration.substr(begin, 1);
}

}  // namespace

std::expected<XmlDocument, std::string> read_xml(std::string_view text) {
  static const bool initialised = (xmlInitParser(), true);
  SANGAM_ASSERT(initialised);
  if (text.empty()) return Fault("It is empty.");
  if (text.size() > kXmlBytesMost) return Fault("It is larger than 256 KiB.");
  // A zero byte is valid UTF-8 but not XML; it would make libxml2 guess UTF-16.
  if (!utf8_length(text) || text.contains('\0')) return Fault("It is not text in UTF-8.");
  if (claims_other_encoding(text)) return Fault("It claims another encoding than UTF-8.");
  if (const auto objection = objection_to_markup(text); !objection.empty())
    return Fault(std::string(objection));
  const std::unique_ptr<xmlParserCtxt, ContextFree> context(
      xmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size())));
  SANGAM_ASSERT(context != nullptr);
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
  bool has_type = false;
  context->_private = &has_type;
  context->sax->internalSubset = on_document_type;
  xmlParseDocument(context.get());
  if (has_type) return Fault("It has a document type declaration, which is not allowed.");
  XmlDocument document(std::exchange(context->myDoc, nullptr));
  if (context->wellFormed == 0 || document == nullptr) return Fault("It is not well-formed XML.");
  if (xmlDocGetRootElement(document.get()) == nullptr) return Fault("It is not well-formed XML.");
  return document;
}

bool is_element(const xmlNode* node, std::string_view space, std::string_view name) noexcept {
  return node != nullptr && node->type == XML_ELEMENT_NODE && view(node->name) == name &&
         node->ns != nullptr && view(node->ns->href) == space;
}

std::vector<xmlNode*> children(const xmlNode* parent) {
  std::vector<xmlNode*> found;
  for (xmlNode* node = parent->children; node != nullptr; node = node->next)
    if (node->type == XML_ELEMENT_NODE) found.push_back(node);
  return found;
}

std::vector<xmlNode*> children(const xmlNode* parent, std::string_view space,
                               std::string_view name) {
  auto found = children(parent);
  std::erase_if(found, [&](const xmlNode* node) { return !is_element(node, space, name); });
  return found;
}

xmlNode* only_child(const xmlNode* parent, std::string_view space, std::string_view name) {
  const auto found = children(parent, space, name);
  return found.size() == 1 ? found.front() : nullptr;
}

std::vector<xmlNode*> elements_below(xmlNode* root) {
  std::vector<xmlNode*> found{root};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (auto* child : children(found[i]))
      found.push_back(child);
  return found;
}

std::optional<std::string> attribute(const xmlNode* element, std::string_view name) {
  for (const xmlAttr* one = element->properties; one != nullptr; one = one->next) {
    if (one->ns != nullptr || view(one->name) != name) continue;
    xmlChar* value = xmlNodeListGetString(element->doc, one->children, 1);
    std::string text(view(value));
    xmlFree(value);
    return text;
  }
  return std::nullopt;
}

std::optional<std::string> text_of(const xmlNode* element) {
  std::string text;
  for (const xmlNode* node = element->children; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
      text += view(node->content);
    else if (node->type != XML_COMMENT_NODE) return std::nullopt;
  }
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return std::string();
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<std::string> child_text(const xmlNode* parent, std::string_view space,
                                      std::string_view name) {
  const auto* child = only_child(parent, space, name);
  return child == nullptr ? std::nullopt : text_of(child);
}

void append_xml_text(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace sangam::saml
