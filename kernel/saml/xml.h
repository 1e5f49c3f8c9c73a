#pragma once

// XML of unknown origin, read by libxml2 into a tree. No document type, so no entities; no
// processing instructions; nothing outside the text is ever opened; size, depth, number of elements
// and what they carry are bounded (markup.h), so that reading takes milliseconds.

#include <libxml/tree.h>

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::saml {

inline constexpr std::size_t kXmlBytesMost = 256 * 1024;

inline constexpr std::string_view kProtocolSpace = "urn:oasis:names:tc:SAML:2.0:protocol";
inline constexpr std::string_view kAssertionSpace = "urn:oasis:names:tc:SAML:2.0:assertion";
inline constexpr std::string_view kMetadataSpace = "urn:oasis:names:tc:SAML:2.0:metadata";
inline constexpr std::string_view kSignatureSpace = "http://www.w3.org/2000/09/xmldsig#";

struct XmlFree {
  void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
};
using XmlDocument = std::unique_ptr<xmlDoc, XmlFree>;

// The fault is a sentence for people, and quotes nothing of the text.
std::expected<XmlDocument, std::string> read_xml(std::string_view text);

bool is_element(const xmlNode* node, std::string_view space, std::string_view name) noexcept;
// Children that are elements; of that name, or all.
std::vector<xmlNode*> children(const xmlNode* parent);
std::vector<xmlNode*> children(const xmlNode* parent, std::string_view space,
                               std::string_view name);
// The only child of that name; null when there is none or several.
xmlNode* only_child(const xmlNode* parent, std::string_view space, std::string_view name);
// The element and all below it, nearer ones first.
std::vector<xmlNode*> elements_below(xmlNode* root);

// The value of an attribute without namespace.
std::optional<std::string> attribute(const xmlNode* element, std::string_view name);
// The text of an element without children of its own, whole: comments inside do not cut it short.
// Blanks around it are dropped. Nothing for an element with children.
std::optional<std::string> text_of(const xmlNode* element);
// The same of the only child of that name.
std::optional<std::string> child_text(const xmlNode* parent, std::string_view space,
                                      std::string_view name);

// Appends `text` with the escapes that attributes and contents need.
void append_xml_text(std::string_view text, std::string& out);

}  // namespace sangam::saml
