#pragma once

// Queries of addresses, and forms: what is written behind '?' or into a body.

#include <string>
#include <string_view>

namespace sangam {

// `text` with everything but unreserved characters as %XX (RFC 3986 §2.3). O(bytes).
std::string percent_encoded(std::string_view text);

// Adds "name=value", both encoded, with '&' in between where something is there.
void append_parameter(std::string_view name, std::string_view value, std::string& query);

// `url` with the query behind it, whether it has one already or not.
std::string with_query(std::string_view url, std::string_view query);

}  // namespace sangam
