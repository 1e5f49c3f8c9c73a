#pragma once

// Scopes (RFC 6749 §3.3): the four of OpenID Connect that we know, and our permissions.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::suites::platform::openid {

using Scopes = std::vector<std::string>;  // sorted, each once

inline constexpr std::size_t kScopesMost = 200;

inline constexpr std::string_view kOpenId = "openid";
inline constexpr std::string_view kProfile = "profile";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kOfflineAccess = "offline_access";

// Of OpenID Connect, and so no permission.
bool is_identity_scope(std::string_view scope) noexcept;

// Parted by single blanks; the error is a sentence for people.
std::expected<Scopes, std::string> read_scopes(std::string_view text);
std::string write_scopes(const Scopes& scopes);

bool has_scope(const Scopes& scopes, std::string_view scope);
// Whether each of `some` is one of `all`.
bool is_within(const Scopes& some, const Scopes& all);
// What both have.
Scopes common(const Scopes& one, const Scopes& other);
// The identity scopes of `scopes`, and those of its permissions that are among `permissions`
// (sorted).
Scopes permitted(const Scopes& scopes, const std::vector<std::string>& permissions);
// Without the identity scopes.
std::vector<std::string> permissions_of(const Scopes& scopes);

}  // namespace sangam::suites::platform::openid
