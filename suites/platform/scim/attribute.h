#pragma once

// What a resource of SCIM is made of (RFC 7643 §2, §7): attributes, their parts, and the two kinds
// of resources that are served. From these tables follow the documents under /Schemas, how what is
// sent is read, what a filter may name and what PATCH may change.

#include <cstdint>
#include <span>
#include <string_view>

namespace sangam::suites::platform::scim {

enum class AttributeType : std::uint8_t { string, boolean, date_time, reference, complex };
enum class Mutability : std::uint8_t { read_write, read_only, immutable };
enum class Returned : std::uint8_t { by_default, always };
enum class Uniqueness : std::uint8_t { none, server };

// Lives as long as the program; so do those it refers to.
struct Attribute {
  std::string_view name;
  std::string_view description;
  AttributeType type = AttributeType::string;
  bool multi_valued = false;
  bool required = false;
  bool case_exact = false;
  Mutability mutability = Mutability::read_write;
  Returned returned = Returned::by_default;
  Uniqueness uniqueness = Uniqueness::none;
  std::span<const Attribute> parts = {};  // sub-attributes of a complex one
  std::string_view canonical = {};        // usual values, parted by blanks
  std::string_view refers_to = {};        // kinds of resources, parted by blanks
  std::size_t values_most = 500;          // of a multi-valued one
};

// Attributes under a URN of their own.
struct Extension {
  std::string_view schema;
  std::string_view name;
  std::string_view description;
  std::span<const Attribute> attributes;
};

struct ResourceKind {
  std::string_view name;      // "User"
  std::string_view endpoint;  // "/Users"
  std::string_view schema;
  std::string_view description;
  std::span<const Attribute> attributes;
  const Extension* extension = nullptr;
};

extern const ResourceKind kUserKind;
extern const ResourceKind kGroupKind;
// id, externalId and meta, which every resource has.
std::span<const Attribute> common_attributes() noexcept;

// Names are compared without regard to case (RFC 7643 §2.1). Null when there is none.
const Attribute* find_attribute(std::span<const Attribute> attributes,
                                std::string_view name) noexcept;

}  // namespace sangam::suites::platform::scim
