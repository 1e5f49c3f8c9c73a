#include "apps/sangam/client/nearest.h"

#include <algorithm>

namespace sangam::apps::client {

namespace {

constexpr std::size_t kWordMost = 100;
// A third of the letters, one at least; more than a few make another word.
constexpr std::size_t kLettersAnError = 3;
constexpr std::size_t kErrorsMost = 3;

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> before_last(other.size() + 1);
  std::vector<std::size_t> last(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t i = 0; i <= other.size(); ++i)
    last[i] = i;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t differs = one[i - 1] == other[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + differs});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[other.size()];
}

std::vector<std::string> nearest(std::string_view word, std::span<const std::string> names,
                                 std::size_t most) {
  if (word.empty() || word.size() > kWordMost) return {};
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& name : names) {
    const auto distance = edit_distance(word, name);
    const bool contains = name.find(word) != std::string::npos;
    const auto allowed = std::clamp<std::size_t>(word.size() / kLettersAnError, 1, kErrorsMost);
    // A part of a name is nearer than another word of its length.
    if (contains) found.emplace_back(std::min(distance, std::size_t{1}), name);
    else if (distance <= allowed) found.emplace_back(distance, name);
  }
  std::ranges::sort(found);
  if (found.size() > most) found.resize(most);
  std::vector<std::string> list;
  for (auto& [distance, name] : found)
    list.push_back(std::move(name));
  return list;
}

std::string do_you_mean(std::string_view word, std::span<const std::string> names) {
  std::string text;
  for (const auto& name : nearest(word, names))
    text.append(text.empty() ? "; do you mean " : ", ").append(name);
  return text.empty() ? text : text + "?";
}

}  // namespace sangam::apps::client
