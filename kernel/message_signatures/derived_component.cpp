#include "kernel/message_signatures/derived_component.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "kernel/http/target.h"
#include "kernel/message_signatures/component.h"

namespace sangam::message_signatures {

namespace {

using Value = std::expected<std::string, std::string>;
using Wrong = std::unexpected<std::string>;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view path_of(std::string_view target) noexcept {
  const auto path = target.substr(0, target.find('?'));
  return path.empty() ? "/" : path;
}

// Without '?'.
std::string_view query_of(std::string_view target) noexcept {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

// As forms are encoded, a blank as %20 (RFC 9421 §2.2.8).
std::string form_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
                       std::string_view("*-._").contains(c);
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  if (!http::percent_decode(text, true, out) || !utf8_length(out)) return std::nullopt;
  return out;
}

Value query_parameter(std::string_view query, std::string_view wanted) {
  std::optional<std::string> found;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto name = decoded(pair.substr(0, equals));
    const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return Wrong("The query is not percent-encoded UTF-8.");
    if (form_encoded(*name) != wanted) continue;
    if (found) return Wrong("A query parameter that comes twice cannot be covered by its name.");
    found = form_encoded(*value);
  }
  if (!found) return Wrong("A query parameter that is covered is not there.");
  return *found;
}

Value whole_url(const Message& message) {
  return std::string(message.scheme) + "://" + normal_authority(message.authority, message.scheme) +
         std::string(message.target);
}

Value request_part(const Message& message, std::string_view name) {
  if (name == "@method") return std::string(message.method);
  if (name == "@target-uri") return whole_url(message);
  if (name == "@authority") return normal_authority(message.authority, message.scheme);
  if (name == "@scheme") return std::string(message.scheme);
  if (name == "@request-target") return std::string(message.target);
  if (name == "@path") return std::string(path_of(message.target));
  if (name == "@query") return '?' + std::string(query_of(message.target));
  return Wrong("There is no component " + std::string(name) + '.');
}

}  // namespace

std::string normal_authority(std::string_view authority, std::string_view scheme) {
  std::string normal(authority);
  std::ranges::transform(normal, normal.begin(), lower);
  const std::string_view implied = scheme == "https" ? ":443" : ":80";
  if (normal.ends_with(implied)) normal.resize(normal.size() - implied.size());
  return normal;
}

Value derived_value(const Message& message, std::string_view name,
                    const structured_fields::Parameters& parameters) {
  if (name == "@status") {
    if (!parameters.empty()) return Wrong("@status has no parameters.");
    if (!message.status) return Wrong("A request has no @status.");
    return std::to_string(*message.status);
  }
  if (message.status) return Wrong("Of a response only @status can be derived.");
  if (name == "@query-param") {
    const auto* wanted =
        structured_fields::as<std::string>(structured_fields::find(parameters, "name"));
    if (!wanted || parameters.size() != 1) return Wrong("@query-param has one parameter, name.");
    return query_parameter(query_of(message.target), *wanted);
  }
  if (!parameters.empty()) return Wrong(std::string(name) + " has no parameters.");
  return request_part(message, name);
}

}  // namespace sangam::message_signatures
