#pragma once

// JSON strings (RFC 8259 §7), for everyone who writes JSON: replies, problems, log lines.

#include <string>
#include <string_view>

namespace sangam {

// Appends `text`, which must be UTF-8, as a JSON string with its quotes. O(bytes).
void append_json_string(std::string_view text, std::string& out);

}  // namespace sangam
