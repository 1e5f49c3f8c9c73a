#pragma once

// Inside kernel/saml: the shape of a text, bounded before libxml2 sees it. libxml2 and xmlsec take
// time with the square of the attributes of an element and of the namespaces around it, and a
// canonical form repeats a namespace wherever it is used anew: what is small here is small there.

#include <cstddef>
#include <string_view>

namespace sangam::saml {

inline constexpr std::size_t kXmlDepthMost = 32;
inline constexpr std::size_t kXmlElementsMost = 5'000;
inline constexpr std::size_t kXmlTagBytesMost = 16 * 1'024;
inline constexpr std::size_t kXmlAttributesMost = 64;  // of an element, its namespaces included
inline constexpr std::size_t kXmlNamespacesMost = 64;  // declared by an element and those around it
inline constexpr std::size_t kXmlNamespaceBytesMost = 256;  // of the name of one

// Why the text is refused, as a sentence for people; empty when a parser may read it. Refuses what
// is beyond the bounds, document types and processing instructions, and any tag, comment or section
// that is not written as XML has it: so a parser that is less strict goes on at the same places
// after a fault, and meets no tag that was not counted. Not all that it lets pass is well-formed.
// `text` is UTF-8. O(bytes).
std::string_view objection_to_markup(std::string_view text) noexcept;

}  // namespace sangam::saml
