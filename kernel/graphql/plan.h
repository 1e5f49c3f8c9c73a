#pragma once

// Plans: what stands behind the names of the schema. Made with it, and immutable.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "kernel/api/operation.h"
#include "kernel/api/resource.h"

namespace sangam::graphql_door {

// How objects of a type are written.
enum class ObjectKind : std::uint8_t {
  record,      // a described struct
  connection,  // a page of a list, as Relay has it
  edge,
  page_info,
};

// A field of a record.
struct FieldPlan {
  std::string member;                       // of the JSON object
  const Type* type = nullptr;               // of the member, without lists and optionals around it
  const api::Resource* resource = nullptr;  // a link: the member holds ids of it; null: no link
  bool is_enumeration = false;
};

// An argument of a query or a subscription, and the field of the request it fills.
struct ArgumentPlan {
  std::string name;
  std::vector<std::string_view> path;  // {"paging", "limit"}
  const Type* type = nullptr;
  bool may_be_absent = false;  // a list that is required, and empty unless given
};

// A field of a root.
struct RootPlan {
  const api::Operation* operation = nullptr;
  bool is_connection = false;
  bool takes_input = false;  // one argument `input` holds the request, as mutations have it
  std::vector<ArgumentPlan> arguments;
  std::string of_type;  // of the stream of events, only those of this type; empty: no such
};

// Arguments beside the request's own.
inline constexpr std::string_view kInputArgument = "input";
inline constexpr std::string_view kKeyArgument = "idempotencyKey";
inline constexpr std::string_view kMatchArgument = "ifMatch";
inline constexpr std::string_view kLastEventArgument = "lastEventId";
// Of connections, in place of `limit` and `cursor` of a page.
inline constexpr std::string_view kFirstArgument = "first";
inline constexpr std::string_view kAfterArgument = "after";

// The type without lists and optionals around it.
const Type& innermost(const Type& type) noexcept;
// Whether a reply has nothing to show but that it was done.
bool is_empty(const Type& type) noexcept;
// Page<T>: a struct of no name with items, and where they go on.
bool is_page(const Type& type) noexcept;
// Of a page: what its items are.
const Type& item_of(const Type& page) noexcept;

}  // namespace sangam::graphql_door
