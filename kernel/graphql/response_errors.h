#pragma once

// Errors of a response (§7.1.2 of the specification), one JSON object each:
//
//   {"message":"There is no such account.","path":["ledgerAccountsGet"],
//    "locations":[{"line":1,"column":3}],
//    "extensions":{"code":"not_found","status":404,"traceId":"…","requestId":"…"}}
//
// An operation's codes are those of problem documents (docs/problems.md).

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "engines/graphql/problem.h"
#include "kernel/telemetry/trace.h"

namespace sangam::graphql_door {

// A response key, or a place in a list.
using PathStep = std::variant<std::string_view, std::size_t>;
using Path = std::vector<PathStep>;

struct Place {
  const Path* path = nullptr;                    // null: the whole request
  std::span<const graphql::Location> locations;  // in the document; may be empty
};

// An operation refused. Of Code::internal nothing but the ids is shown.
std::string error_json(const Error& error, const Place& place, const telemetry::Trace& trace);
// The document is refused, or a value in it.
std::string error_json(const graphql::Problem& problem, const Place& place,
                       const telemetry::Trace& trace);

// {"errors":[…]}, without data: nothing was executed.
std::string errors_response(std::span<const std::string> errors);
std::string errors_response(const Error& error, const telemetry::Trace& trace);

}  // namespace sangam::graphql_door
