#pragma once

// JSON Schema (draft 2020-12, the dialect of OpenAPI 3.1) of described types. A struct with a name
// becomes a component that others refer to; pages, which have none, are written out in place.

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "kernel/api/operation.h"

namespace boost::json {
class object;
}

namespace sangam::api {

// Requests refuse members that they do not know; replies may grow some, so their schemas say
// nothing.
enum class Direction : std::uint8_t { request, reply };

// The components/schemas of one document, filled while schemas are asked for. One thread.
class SchemaSet {
 public:
  // Looks through all operations first: a struct that both requests and replies use has two
  // schemas, and the request's is named "<Struct>Input".
  explicit SchemaSet(std::span<const Operation* const> operations);
  ~SchemaSet();

  // The schema of a value of `type`, by reference where it has a name.
  boost::json::object schema(const Type& type, Direction direction);
  // The same for a field, with its text.
  boost::json::object field_schema(const Field& field, Direction direction);
  // Of the JSON body of `operation`: its request without the fields that travel in the path.
  boost::json::object body_schema(const Operation& operation);
  // All components named so far, in order of their names. Throws std::logic_error when two
  // different structs share one name.
  boost::json::object components() const;

 private:
  struct Components;

  boost::json::object object_schema(const Type& type, Direction direction,
                                    std::span<const std::string_view> skip);
  boost::json::object named_schema(const Type& type, Direction direction,
                                   std::span<const std::string_view> skip);
  boost::json::object amount_schema(const Type& type);
  void note_replied(const Type& type);

  std::set<std::string_view> replied_;
  std::unique_ptr<Components> components_;
};

}  // namespace sangam::api
