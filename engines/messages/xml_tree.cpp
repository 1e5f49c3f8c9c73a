#include "engines/messages/xml_tree.h"

#include <ranges>

#include "base/assert.h"

namespace sangam::engines::messages {

const XmlElement& XmlTree::at(ElementIndex index) const {
  SANGAM_ASSERT(index < elements_.size());
  return elements_[index];
}

std::string_view XmlTree::text(ElementIndex index) const {
  const auto& element = at(index);
  return std::string_view(characters_).substr(element.text_begin, element.text_size);
}

ElementIndex XmlTree::child(ElementIndex index, std::string_view name) const {
  if (index == kNoElement) return kNoElement;
  for (auto i = at(index).first_child; i != kNoElement; i = at(i).next_sibling) {
    if (this->name(i) == name) return i;
  }
  return kNoElement;
}

std::string_view XmlTree::text_of(ElementIndex index,
                                  std::initializer_list<std::string_view> names) const {
  for (const auto name : names)
    index = child(index, name);
  return index == kNoElement ? std::string_view{} : text(index);
}

std::vector<ElementIndex> XmlTree::children(ElementIndex index, std::string_view name) const {
  std::vector<ElementIndex> found;
  if (index == kNoElement) return found;
  for (auto i = at(index).first_child; i != kNoElement; i = at(i).next_sibling) {
    if (this->name(i) == name) found.push_back(i);
  }
  return found;
}

const std::string* XmlTree::attribute(ElementIndex index, std::string_view name) const {
  const auto& element = at(index);
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    const auto& attribute = attributes_[element.first_attribute + i];
    if (attribute.name == name && attribute.name_space.empty()) return &attribute.value;
  }
  return nullptr;
}

std::string XmlTree::path(ElementIndex index) const {
  std::vector<ElementIndex> chain;
  for (auto i = index; i != kNoElement; i = at(i).parent)
    chain.push_back(i);
  std::string path;
  for (const auto i : chain | std::views::reverse) {
    path += '/';
    path += name(i);
    if (at(i).ordinal != 0) path += '[' + std::to_string(at(i).ordinal) + ']';
  }
  return path;
}

void XmlTree::set_ordinal(ElementIndex index, std::uint32_t ordinal) {
  SANGAM_ASSERT(index < elements_.size());
  elements_[index].ordinal = ordinal;
}

}  // namespace sangam::engines::messages
