#include "suites/platform/openid/parameters.h"

#include <algorithm>

#include "base/query.h"
#include "kernel/http/target.h"

namespace sangam::suites::platform::openid {

namespace {

using Wrong = std::unexpected<std::string>;

bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

bool decode(std::string_view text, std::string& out) {
  return http::percent_decode(text, true, out) && http::valid_utf8(out) && is_plain(out);
}

}  // namespace

std::expected<Parameters, std::string> Parameters::parse(std::string_view encoded) {
  if (encoded.size() > kBytesMost) return Wrong("The parameters are too long.");
  Parameters parameters;
  std::size_t count = 0;
  while (!encoded.empty()) {
    const auto pair = encoded.substr(0, encoded.find('&'));
    encoded.remove_prefix(std::min(pair.size() + 1, encoded.size()));
    if (pair.empty()) continue;
    if (++count > kCountMost) return Wrong("There are too many parameters.");
    const auto equals = std::min(pair.find('='), pair.size());
    std::string name;
    std::string value;
    if (!decode(pair.substr(0, equals), name) ||
        !decode(pair.substr(std::min(equals + 1, pair.size())), value))
      return Wrong("A parameter cannot be read.");
    const auto same = [&](const auto& known) { return known.first == name; };
    if (std::ranges::any_of(parameters.values_, same))
      return Wrong("A parameter comes more than once.");
    parameters.values_.emplace_back(std::move(name), std::move(value));
  }
  std::erase_if(parameters.values_, [](const auto& pair) { return pair.second.empty(); });
  return parameters;
}

std::string_view Parameters::get(std::string_view name) const noexcept {
  for (const auto& [known, value] : values_)
    if (known == name) return value;
  return {};
}

void Parameters::remove(std::string_view name) {
  std::erase_if(values_, [&](const auto& pair) { return pair.first == name; });
}

void Parameters::set(std::string_view name, std::string_view value) {
  remove(name);
  if (!value.empty()) values_.emplace_back(name, value);
}

std::string Parameters::encoded() const {
  std::string text;
  for (const auto& [name, value] : values_)
    append_parameter(name, value, text);
  return text;
}

}  // namespace sangam::suites::platform::openid
