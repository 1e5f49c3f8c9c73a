#pragma once

// AttributePath: what a text such as name.familyName, or the same behind its schema's URN and a
// colon, names in a resource (RFC 7644 §3.10).

#include <optional>
#include <string>
#include <string_view>

#include "suites/platform/scim/attribute.h"

namespace sangam::suites::platform::scim {

// A value; refers to the tables only.
struct AttributePath {
  const Extension* extension = nullptr;  // null: the resource's own schema
  const Attribute* attribute = nullptr;  // null: the whole extension
  const Attribute* part = nullptr;       // null: the whole attribute

  // The attribute that a comparison is about: the part, or of a multi-valued complex attribute
  // without one its `value`. Null when there is nothing to compare with.
  const Attribute* compared() const noexcept;
  friend bool operator==(const AttributePath&, const AttributePath&) = default;
};

// Nothing when the kind has no such attribute.
std::optional<AttributePath> find_path(const ResourceKind& kind, std::string_view text);

// Whether the characters are those of an attribute's name with its URN and part (RFC 7644 §3.4.2.2,
// attrPath); says nothing of whether there is one.
bool is_attribute_path(std::string_view text) noexcept;

}  // namespace sangam::suites::platform::scim
