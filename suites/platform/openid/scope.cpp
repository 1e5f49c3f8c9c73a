#include "suites/platform/openid/scope.h"

#include <algorithm>
#include <iterator>

namespace sangam::suites::platform::openid {

bool is_identity_scope(std::string_view scope) noexcept {
  return scope == kOpenId || scope == kProfile || scope == kEmail || scope == kOfflineAccess;
}

std::expected<Scopes, std::string> read_scopes(std::string_view text) {
  Scopes scopes;
  while (!text.empty()) {
    const auto one = text.substr(0, text.find(' '));
    const bool last = one.size() == text.size();
    text.remove_prefix(last ? text.size() : one.size() + 1);
    // scope-token of RFC 6749 appendix A.4.
    const bool fits = std::ranges::all_of(
        one, [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
    if (one.empty() || !fits || (!last && text.empty()))
      return std::unexpected("The scope cannot be read.");
    if (scopes.size() == kScopesMost) return std::unexpected("There are too many scopes.");
    scopes.emplace_back(one);
  }
  std::ranges::sort(scopes);
  const auto repeated = std::ranges::unique(scopes);
  scopes.erase(repeated.begin(), repeated.end());
  return scopes;
}

std::string write_scopes(const Scopes& scopes) {
  std::string text;
  for (const auto& scope : scopes) {
    if (!text.empty()) text += ' ';
    text += scope;
  }
  return text;
}

bool has_scope(const Scopes& scopes, std::string_view scope) {
  return std::ranges::binary_search(scopes, scope);
}

bool is_within(const Scopes& some, const Scopes& all) { return std::ranges::includes(all, some); }

Scopes common(const Scopes& one, const Scopes& other) {
  Scopes both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  return both;
}

Scopes permitted(const Scopes& scopes, const std::vector<std::string>& permissions) {
  Scopes some;
  for (const auto& scope : scopes)
    if (is_identity_scope(scope) || std::ranges::binary_search(permissions, scope))
      some.push_back(scope);
  return some;
}

std::vector<std::string> permissions_of(const Scopes& scopes) {
  std::vector<std::string> permissions;
  for (const auto& scope : scopes)
    if (!is_identity_scope(scope)) permissions.push_back(scope);
  return permissions;
}

}  // namespace sangam::suites::platform::openid
