#pragma once

// Schema: the types that documents are written against (§3). Made from a SchemaDraft.

#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engines/graphql/directive_location.h"
#include "engines/graphql/document.h"
#include "engines/graphql/value.h"
#include "engines/graphql/wrapping.h"

namespace sangam::graphql {

struct NamedType;
struct SchemaDraft;

enum class TypeKind : std::uint8_t {
  scalar,
  object,
  interface,
  union_of,
  enumeration,
  input_object
};
// "OBJECT": as introspection says.
std::string_view name(TypeKind kind) noexcept;

// The scalars of the specification (§3.5), and those that a schema adds.
enum class Scalar : std::uint8_t { integer, floating, text, boolean, id, custom };

// A named type within its lists and non-nulls. Lives as long as the schema.
struct Type {
  const NamedType* named = nullptr;
  Wrapping wrapping;

  bool is_non_null() const noexcept { return wrapping.is_non_null(); }
  bool is_list() const noexcept { return wrapping.is_list(); }
  // Asserts that there is something around the name.
  Type inside() const { return {.named = named, .wrapping = wrapping.inside()}; }
  Type nullable() const { return {.named = named, .wrapping = wrapping.nullable()}; }

  friend bool operator==(const Type&, const Type&) = default;
};
// "[Account!]!"
std::string to_text(const Type& type);

// A directive on a part of the schema, as data: @key(fields: "id").
struct AppliedDirective {
  std::string name;
  Value::Object arguments;
};

// What every part of a schema may have.
struct Description {
  std::string name;
  std::string description;                // Markdown; empty: none
  std::optional<std::string> deprecated;  // why
  std::vector<AppliedDirective> directives;
};

// An argument, or a field of an input object.
struct InputDefinition : Description {
  Type type;
  std::optional<Value> default_value;    // as it was declared
  std::optional<Value> coerced_default;  // as it arrives

  bool required() const noexcept { return type.is_non_null() && !default_value; }
};

struct FieldDefinition : Description {
  std::vector<InputDefinition> arguments;
  Type type;
  std::uint32_t cost = 1;          // of one
  std::uint32_t assumed_size = 1;  // how many a list is taken to have when nothing says so
  std::string size_argument;       // says how many: "first". Empty: none
  bool federation = false;         // belongs to the federation, not to its description

  const InputDefinition* find_argument(std::string_view name) const noexcept;  // O(arguments)
};

// A value from outside becomes one of the scalar, or the reason why not, as a sentence.
using CoerceScalar = std::function<std::expected<Value, std::string>(const Value&)>;

struct NamedType : Description {
  TypeKind kind = TypeKind::scalar;
  std::uint32_t number = 0;                   // from 0, among all types of the schema
  bool built_in = false;                      // of the specification
  bool federation = false;                    // belongs to the federation, not to its description
  Scalar scalar = Scalar::custom;             // of a scalar
  std::string specified_by;                   // of a scalar: a URL, or empty
  CoerceScalar coerce;                        // of a custom scalar; empty: it takes anything
  std::vector<FieldDefinition> fields;        // of an object and an interface
  std::vector<const NamedType*> interfaces;   // of an object and an interface
  std::vector<const NamedType*> possible;     // objects: of a union, an interface, itself
  std::vector<Description> values;            // of an enumeration
  std::vector<InputDefinition> input_fields;  // of an input object

  bool is_leaf() const noexcept {
    return kind == TypeKind::scalar || kind == TypeKind::enumeration;
  }
  bool is_composite() const noexcept {
    return kind == TypeKind::object || kind == TypeKind::interface || kind == TypeKind::union_of;
  }
  bool is_abstract() const noexcept { return is_composite() && kind != TypeKind::object; }
  bool is_input() const noexcept { return is_leaf() || kind == TypeKind::input_object; }
  bool is_output() const noexcept { return kind != TypeKind::input_object; }

  // Null when there is none. O(1).
  const FieldDefinition* find_field(std::string_view name) const noexcept;
  const InputDefinition* find_input_field(std::string_view name) const noexcept;
  const Description* find_value(std::string_view name) const noexcept;
  // Whether an object is one of `possible`. O(1).
  bool includes(const NamedType& object) const noexcept;
  // Whether some object is possible for both (§5.5.2.3). O(types / 64).
  bool overlaps(const NamedType& other) const noexcept;

 private:
  friend class SchemaBuilder;
  // Of fields, input fields or values, whichever it has.
  std::unordered_map<std::string_view, std::uint32_t> places_;
  std::vector<std::uint64_t> possible_bits_;  // by number
};

struct DirectiveDefinition : Description {
  std::vector<InputDefinition> arguments;
  DirectiveLocations locations;
  bool repeatable = false;
  bool built_in = false;
  bool federation = false;

  const InputDefinition* find_argument(std::string_view name) const noexcept;
};

// Immutable; any thread. Its parts stay where they are when it is moved.
class Schema {
 public:
  // The reasons why it is none, one sentence each: the rules of §3, "type validation".
  static std::expected<Schema, std::vector<std::string>> build(const SchemaDraft& draft);

  const std::string& description() const noexcept { return parts_->description; }
  const std::vector<AppliedDirective>& applied_directives() const noexcept {
    return parts_->applied;
  }
  // In the order of their declaration; those of the specification last.
  const std::deque<NamedType>& types() const noexcept { return parts_->types; }
  const std::deque<DirectiveDefinition>& directives() const noexcept { return parts_->directives; }

  // Null when there is none. O(1).
  const NamedType* find_type(std::string_view name) const noexcept;
  const DirectiveDefinition* find_directive(std::string_view name) const noexcept;
  const NamedType* root(OperationKind kind) const noexcept {
    return parts_->roots[static_cast<std::size_t>(kind)];
  }
  // A field as a selection may name it: also __typename, and on the query root __schema and __type.
  const FieldDefinition* find_field(const NamedType& parent, std::string_view name) const noexcept;

 private:
  friend class SchemaBuilder;
  struct Parts {
    std::string description;
    std::vector<AppliedDirective> applied;
    std::deque<NamedType> types;
    std::deque<DirectiveDefinition> directives;
    std::unordered_map<std::string_view, const NamedType*> types_by_name;
    std::unordered_map<std::string_view, const DirectiveDefinition*> directives_by_name;
    const NamedType* roots[3] = {};
    FieldDefinition typename_field;
    FieldDefinition schema_field;
    FieldDefinition type_field;
  };
  explicit Schema(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

  std::unique_ptr<Parts> parts_;
};

}  // namespace sangam::graphql
