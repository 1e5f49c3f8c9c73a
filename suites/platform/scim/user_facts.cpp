#include "suites/platform/scim/user_facts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::size_t kUserNameMost = 254;  // bytes, as an address
constexpr std::size_t kNameMost = 120;      // characters

std::optional<std::string> text_at(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

const json::object* primary_email(const json::object& document) {
  const auto* emails = document.if_contains("emails");
  if (!emails) return nullptr;
  const json::object* chosen = nullptr;
  int best = -1;
  for (const auto& value : emails->get_array()) {
    const auto& email = value.get_object();
    if (!email.contains("value")) continue;
    const auto* primary = email.if_contains("primary");
    const int rank = primary && primary->get_bool() ? 2 : text_at(email, "type") == "work" ? 1 : 0;
    if (rank <= best) continue;
    best = rank;
    chosen = &email;
  }
  return chosen;
}

std::optional<std::string> email_of(const json::object& document, const std::string& user_name) {
  const auto* chosen = primary_email(document);
  Email email;
  if (!Email::parse(chosen ? text_at(*chosen, "value").value_or("") : user_name, email))
    return email.str();
  if (chosen) throw invalid_value("The primary value of emails is no address.");
  return std::nullopt;
}

std::string said_name(const json::object& document, const std::string& user_name) {
  if (auto shown = text_at(document, "displayName")) return *shown;
  if (const auto* name = document.if_contains("name")) {
    const auto& parts = name->get_object();
    if (auto formatted = text_at(parts, "formatted")) return *formatted;
    const auto given = text_at(parts, "givenName"), family = text_at(parts, "familyName");
    if (given && family) return *given + " " + *family;
    if (given || family) return given ? *given : *family;
  }
  return user_name;
}

// Made to fit where the platform shows names: one line, not too long.
std::string fitted(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  std::size_t characters = 0, end = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(name[at]) & 0xc0) != 0x80;
    if (begins && ++characters > kNameMost) break;
    end = at + 1;
  }
  name.resize(end);
  const auto first = name.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return name.substr(first, name.find_last_not_of(' ') - first + 1);
}

}  // namespace

UserFacts facts_of(const json::object& document) {
  UserFacts facts;
  facts.user_name = text_at(document, "userName").value_or("");
  if (facts.user_name.size() > kUserNameMost) throw invalid_value("userName is too long.");
  facts.external_id = text_at(document, "externalId");
  facts.email = email_of(document, facts.user_name);
  if (Text<1, 120>::parse(fitted(said_name(document, facts.user_name)), facts.name) &&
      Text<1, 120>::parse(fitted(facts.user_name), facts.name))
    throw invalid_value("userName cannot be shown to people.");
  if (const auto* active = document.if_contains("active")) facts.active = active->get_bool();
  return facts;
}

}  // namespace sangam::suites::platform::scim
