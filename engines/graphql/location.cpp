#include "engines/graphql/location.h"

#include <algorithm>

#include "engines/graphql/utf8.h"

namespace sangam::graphql {

Locator::Locator(std::string_view text) : text_(text), lines_{0} {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends =
        text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
    if (ends) lines_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Location Locator::locate(std::size_t position) const {
  const auto at = static_cast<std::uint32_t>(std::min(position, text_.size()));
  const auto line = std::prev(std::ranges::upper_bound(lines_, at));
  const auto before = count_characters(text_.substr(*line, at - *line));
  return {.line = static_cast<std::uint32_t>(line - lines_.begin() + 1),
          .column = static_cast<std::uint32_t>(before + 1)};
}

}  // namespace sangam::graphql
