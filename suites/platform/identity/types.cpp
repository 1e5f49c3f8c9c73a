#include "suites/platform/identity/types.h"

#include <algorithm>

namespace sangam::suites::platform {

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const auto scope = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(scope.size() + 1, text.size()));
    scopes.emplace_back(scope);
  }
  std::ranges::sort(scopes);
  return scopes;
}

std::string join_words(const std::vector<std::string>& scopes) {
  std::string text;
  for (const auto& scope : scopes)
    text.append(text.empty() ? "" : " ").append(scope);
  return text;
}

}  // namespace sangam::suites::platform
