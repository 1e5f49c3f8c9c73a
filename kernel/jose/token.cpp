#include "kernel/jose/token.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "kernel/api/json_document.h"

namespace sangam::jose {

namespace json = boost::json;

namespace {

using Wrong = std::unexpected<std::string>;

// Seconds since 1970, which may have a fraction; nullopt when it is none or beyond Timestamp.
std::optional<Timestamp> read_time(const json::value& value) {
  if (!value.is_number()) return std::nullopt;
  const auto seconds = value.to_number<double>();
  constexpr double kMostSeconds = 9e9;
  if (!(seconds >= 0 && seconds < kMostSeconds)) return std::nullopt;
  return Timestamp{static_cast<std::int64_t>(std::floor(seconds)) * kNanosecondsPerSecond};
}

// Nothing wrong when the member is not there.
bool read_time_at(const json::object& claims, std::string_view name,
                  std::optional<Timestamp>& time) {
  const auto* found = claims.if_contains(name);
  if (!found) return true;
  time = read_time(*found);
  return time.has_value();
}

bool read_text_at(const json::object& claims, std::string_view name, std::string& text) {
  const auto* found = claims.if_contains(name);
  if (!found) return true;
  if (!found->is_string()) return false;
  text = std::string(found->as_string());
  return true;
}

// A text, or a list of texts.
bool read_audience(const json::object& claims, std::vector<std::string>& audience) {
  const auto* found = claims.if_contains("aud");
  if (!found) return true;
  if (found->is_string()) return audience.emplace_back(found->as_string()), true;
  if (!found->is_array()) return false;
  for (const auto& one : found->as_array()) {
    if (!one.is_string()) return false;
    audience.emplace_back(one.as_string());
  }
  return true;
}

bool is_of_type(std::string_view type, std::string_view wanted) {
  return wanted.empty() ? type.empty() || type == "jwt" : type == wanted;
}

// Empty when the times are right.
std::string fault_of_times(const json::object& root, const Expected& expected, Claims& claims) {
  std::optional<Timestamp> expires;
  std::optional<Timestamp> begins;
  std::optional<Timestamp> issued;
  if (!read_time_at(root, "exp", expires) || !read_time_at(root, "nbf", begins) ||
      !read_time_at(root, "iat", issued))
    return "A time is none.";
  if (!expires) return "It never expires.";
  const auto leeway = std::chrono::nanoseconds(expected.leeway).count();
  const auto now = expected.now.nanoseconds;
  if (now - leeway >= expires->nanoseconds) return "It has expired.";
  if (begins && now + leeway < begins->nanoseconds) return "It is not valid yet.";
  if (issued && now + leeway < issued->nanoseconds) return "It is from the future.";
  claims.expires_at = *expires;
  if (issued) claims.issued_at = *issued;
  return {};
}

}  // namespace

std::expected<Claims, std::string> read_token(const Verified& verified, const Expected& expected) {
  if (!is_of_type(verified.type, expected.type)) return Wrong("It is a token of another type.");
  const auto document = api::JsonDocument::parse(verified.payload);
  if (!document) return Wrong("The claims are no JSON: " + document.error().reason);
  if (!document->root().is_object()) return Wrong("The claims are no JSON object.");
  const auto& root = document->root().as_object();
  Claims claims;
  if (!read_text_at(root, "iss", claims.issuer) || !read_text_at(root, "sub", claims.subject) ||
      !read_text_at(root, "jti", claims.id) || !read_audience(root, claims.audience))
    return Wrong("A claim is not of its type.");
  if (claims.issuer != expected.issuer) return Wrong("It is of another issuer.");
  if (std::ranges::find(claims.audience, expected.audience) == claims.audience.end())
    return Wrong("It is for another audience.");
  if (auto fault = fault_of_times(root, expected, claims); !fault.empty())
    return Wrong(std::move(fault));
  return claims;
}

}  // namespace sangam::jose
