#include "kernel/webauthn/client_data.h"

#include <sodium.h>

#include <boost/json.hpp>
#include <optional>

namespace sangam::webauthn {

namespace {

constexpr std::size_t kBytesMost = 8'192;
constexpr std::size_t kDepthMost = 4;

std::optional<boost::json::object> parse(std::string_view json) {
  if (json.size() > kBytesMost) return std::nullopt;
  boost::system::error_code error;
  boost::json::parse_options options;
  options.max_depth = kDepthMost;
  auto value = boost::json::parse(json, error, {}, options);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::string_view text_of(const boost::json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member && member->is_string() ? std::string_view(member->get_string())
                                       : std::string_view();
}

bool same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

Fault check_client_data(std::string_view json, std::string_view type, const Site& site,
                        std::string_view challenge) {
  const auto data = parse(json);
  if (!data) return Fault::client_data;
  const auto* cross = data->if_contains("crossOrigin");
  if (text_of(*data, "type") != type) return Fault::ceremony;
  if (cross && !(cross->is_bool() && !cross->get_bool())) return Fault::ceremony;
  if (challenge.empty() || !same(text_of(*data, "challenge"), challenge)) return Fault::challenge;
  if (text_of(*data, "origin") != site.origin) return Fault::origin;
  return Fault::none;
}

std::string challenge_in(std::string_view json) {
  const auto data = parse(json);
  return data ? std::string(text_of(*data, "challenge")) : std::string();
}

}  // namespace sangam::webauthn
