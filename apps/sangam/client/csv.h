#pragma once

// Replies as comma-separated values (RFC 4180): a column a field, in the order of their
// declaration.

#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace boost::json {
class value;
}

namespace sangam::apps::client {

// A field of its own for everything below that is no struct: "name", "balance.amount",
// "balance.asset", "owner.email"; a list is one, as JSON. Of a page those of its items.
std::vector<std::string> csv_columns(const Type& reply);

// The line of the headings, and of one value, each with its end (CR LF). What is not there is
// empty.
std::string csv_heading(const std::vector<std::string>& columns);
std::string csv_line(const std::vector<std::string>& columns, const boost::json::value& value);

// In quotes where it must be.
std::string csv_field(std::string_view text);

}  // namespace sangam::apps::client
