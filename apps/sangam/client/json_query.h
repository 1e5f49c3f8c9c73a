#pragma once

// Picking values out of a reply: --query /items/*/name.

#include <boost/json/value.hpp>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::apps::client {

// The values at a JSON pointer (RFC 6901), in order; a segment * stands for each item of a list.
// What is not there is left out. The fault is a sentence for people: no pointer, too deep.
std::expected<std::vector<boost::json::value>, std::string> select_values(
    const boost::json::value& root, std::string_view pointer);

// A value on a line of its own: text as it is, everything else as JSON.
std::string plain_text(const boost::json::value& value);

}  // namespace sangam::apps::client
