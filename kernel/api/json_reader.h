#pragma once

// Binding: from a parsed document, from query parameters, from path segments into described
// structs. Every fault of a request is collected, each with a JSON pointer (RFC 6901), or "?name"
// for a query parameter: people mend all of them at once. Unknown members are refused.

#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/error.h"

namespace boost::json {
class value;
}

namespace sangam::api {

using Problems = std::vector<FieldProblem>;

// More are not reported: a hostile body could hold a million.
inline constexpr std::size_t kMaxProblems = 100;

// Reads `json` into `value` of `type`. Fields in `skip` belong elsewhere (the path): naming them in
// the body is an unknown field. On problems `value` is half written and must not be used.
void read_json(const boost::json::value& json, const Type& type, void* value, Problems& problems,
               std::span<const std::string_view> skip = {});

// Reads one text (a query parameter, a path segment, a command-line value) into a scalar, an
// optional scalar, or one more item of a list of scalars.
void read_text(std::string_view text, const Type& type, void* value, const std::string& pointer,
               Problems& problems);

}  // namespace sangam::api
