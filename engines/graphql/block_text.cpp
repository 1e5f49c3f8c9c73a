#include <algorithm>
#include <vector>

#include "engines/graphql/token.h"

namespace sangam::graphql {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const auto end = text.find_first_of("\n\r");
    lines.push_back(text.substr(0, end));
    if (end == text.npos) return lines;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool is_blank(std::string_view line) { return indentation(line) == line.size(); }

}  // namespace

std::string block_text_value(std::string_view raw) {
  auto lines = lines_of(raw);
  auto common = raw.size();
  for (std::size_t n = 1; n < lines.size(); ++n)
    if (!is_blank(lines[n])) common = std::min(common, indentation(lines[n]));
  for (std::size_t n = 1; n < lines.size(); ++n)
    lines[n].remove_prefix(std::min(common, lines[n].size()));

  const auto first = std::ranges::find_if_not(lines, is_blank);
  auto last = lines.end();
  while (last != first && is_blank(*std::prev(last)))
    --last;
  std::string value;
  for (auto line = first; line != last; ++line) {
    if (line != first) value += '\n';
    value += *line;
  }
  return value;
}

}  // namespace sangam::graphql
