#pragma once

// A GraphQL request (GraphQL over HTTP, "Request Parameters"), read from JSON or from a query
// string.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engines/graphql/value.h"
#include "kernel/http/request.h"

namespace boost::json {
class value;
}

namespace sangam::graphql_door {

struct Request {
  std::string query;           // the document; empty only with `persisted`
  std::string operation_name;  // empty: the only one
  graphql::Value variables;    // an object, or null
  // extensions.persistedQuery.sha256Hash, 64 lower-case hexadecimal digits; empty: none.
  std::string persisted;
};

// Throws Error{malformed} for what is no JSON object, Error{invalid} with every member of a wrong
// type; members that are not known are left alone. O(bytes).
Request read_request(std::string_view json);
Request read_request(const boost::json::value& json);
// The same from query parameters; `variables` and `extensions` are JSON there. A parameter given
// twice is refused.
Request read_request(std::span<const http::QueryParameter> parameters);

// A JSON value as the engine has it.
graphql::Value value_of(const boost::json::value& json);

}  // namespace sangam::graphql_door
