#pragma once

// Tables for people: aligned columns, numbers to the right, widths counted in characters.

#include <string>
#include <string_view>
#include <vector>

namespace boost::json {
class value;
}

namespace sangam::apps::client {

struct Cell {
  std::string text;
  bool right = false;  // numbers and amounts
};

// `text` without what a terminal would obey or a line would end at: control characters, of C1 too
// (UTF-8), become a blank. O(bytes).
std::string printable(std::string_view text);

// Rows of equal length; the first holds the headings. Ends with a line break.
std::string format_table(const std::vector<std::vector<Cell>>& rows);

// A reply as text: a page as a table with a column a field, anything else as a table of two
// columns, field and value.
std::string format_reply(const boost::json::value& reply);

}  // namespace sangam::apps::client
