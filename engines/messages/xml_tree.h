#pragma once

// Reads XML of unknown origin into a flat tree that remembers line numbers. Whatever a payment
// message never needs and an attacker does is refused: document type declarations (hence entities),
// other encodings than UTF-8, depth, number and size beyond the limits. Nothing outside the
// text is ever opened.

#include <cstdint>
#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engines/messages/message_problem.h"

namespace sangam::engines::messages {

// Position of an element in the tree; the root is 0.
using ElementIndex = std::uint32_t;
inline constexpr ElementIndex kNoElement = UINT32_MAX;

struct XmlAttribute {
  std::string name;
  std::string name_space;
  std::string value;
};

struct XmlElement {
  std::uint32_t name = 0;        // into the tree's texts
  std::uint32_t name_space = 0;  // into the tree's texts
  std::uint32_t line = 0;        // 1-based, where the start tag ends
  ElementIndex parent = kNoElement;
  ElementIndex first_child = kNoElement;
  ElementIndex next_sibling = kNoElement;
  std::uint32_t ordinal = 0;  // 1-based among the siblings of its name; 0 where it may not repeat
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;
};

// Immutable after reading, but for ordinals. Views it returns live as long as the tree.
class XmlTree {
 public:
  const XmlElement& at(ElementIndex index) const;
  std::size_t size() const noexcept { return elements_.size(); }
  std::string_view name(ElementIndex index) const { return texts_[at(index).name]; }
  std::string_view name_space(ElementIndex index) const { return texts_[at(index).name_space]; }
  std::uint32_t line(ElementIndex index) const { return at(index).line; }
  // Character data directly inside the element, comments removed, entities resolved.
  std::string_view text(ElementIndex index) const;
  // The first child of that name, kNoElement when there is none or `index` is kNoElement: lookups
  // chain. O(children).
  ElementIndex child(ElementIndex index, std::string_view name) const;
  // The text of a chain of first children, "" when an element of the chain is absent.
  std::string_view text_of(ElementIndex index, std::initializer_list<std::string_view> names) const;
  std::vector<ElementIndex> children(ElementIndex index, std::string_view name) const;
  // The value of an attribute without a namespace, nullptr when absent.
  const std::string* attribute(ElementIndex index, std::string_view name) const;
  const XmlAttribute& attribute_at(std::uint32_t index) const { return attributes_[index]; }
  // "/Document/CstmrCdtTrfInitn/PmtInf[2]". O(depth).
  std::string path(ElementIndex index) const;

  void set_ordinal(ElementIndex index, std::uint32_t ordinal);

 private:
  friend class XmlTreeBuilder;

  std::vector<XmlElement> elements_;
  std::vector<XmlAttribute> attributes_;
  std::vector<std::string> texts_;  // each name and namespace once
  std::string characters_;
};

// O(bytes), memory about 44 bytes an element beside the text. Codes of failure: `too_large`,
// `empty`, `invalid_utf8`, `wrong_encoding`, `doctype_forbidden`, `not_well_formed`, `too_deep`,
// `too_many_elements`, `too_long`, `out_of_memory`. Exactly one problem: nothing after it can be
// trusted. Thread-safe.
std::expected<XmlTree, Problem> read_xml(std::string_view xml, const Limits& limits);

}  // namespace sangam::engines::messages
