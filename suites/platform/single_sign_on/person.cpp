#include "suites/platform/single_sign_on/person.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using Names = std::initializer_list<std::string_view>;
using Values = std::vector<std::string>;

// As Entra ID, Okta, Google, Keycloak, ADFS and Shibboleth call them.
constexpr Names kEmailNames = {"email", "mail", "emailaddress",
                               "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                               "urn:oid:0.9.2342.19200300.100.1.3"};
constexpr Names kPersonNames = {"name",
                                "displayName",
                                "http://schemas.microsoft.com/identity/claims/displayname",
                                "urn:oid:2.16.840.1.113730.3.1.241",
                                "cn",
                                "urn:oid:2.5.4.3"};
constexpr Names kGivenNames = {"given_name", "givenName", "firstName",
                               "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
                               "urn:oid:2.5.4.42"};
constexpr Names kFamilyNames = {"family_name",
                                "surname",
                                "sn",
                                "lastName",
                                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
                                "urn:oid:2.5.4.4"};
constexpr Names kGroupNames = {"groups",
                               "group",
                               "memberOf",
                               "Role",
                               "roles",
                               "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
                               "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"};

constexpr std::string_view kGoogle = "https://accounts.google.com";
constexpr std::string_view kTransient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
constexpr std::size_t kNameCharactersMost = 120;
constexpr std::size_t kReceivedMost = 50;
constexpr std::size_t kReceivedBytesMost = 200;

const Values* by_name(const relying_party::Profile& profile, std::string_view name) {
  return profile.find(name);
}

const Values* by_name(const saml::Assertion& assertion, std::string_view name) {
  const auto found = std::ranges::find(assertion.attributes, name, &saml::Attribute::name);
  return found == assertion.attributes.end() ? nullptr : &found->values;
}

// The values of the first of the names that came with some; only of the one that was set, where one
// was. What only calls itself so counts when nothing has any of the names. Null when none came.
template <class Source>
const Values* find_values(const Source& source, const std::optional<std::string>& set,
                          Names usual) {
  if (set) return source.find(*set);
  const Values* came = nullptr;
  for (const bool friendly : {false, true})
    for (const auto one : usual) {
      const auto* found = friendly ? source.find(one) : by_name(source, one);
      if (found && !found->empty()) return found;
      if (found) came = found;
    }
  return came;
}

template <class Source>
Values values_of(const Source& source, const std::optional<std::string>& set, Names usual) {
  const auto* found = find_values(source, set, usual);
  return found ? *found : Values();
}

std::string first(const Values& values) { return values.empty() ? std::string() : values.front(); }

std::string address_in(std::string_view text) {
  Email email;
  return Email::parse(text, email) ? std::string() : email.str();
}

// What can be shown and kept of a text of others.
std::string shown(std::string text, std::size_t characters) {
  if (!utf8_length(text)) return {};
  std::erase_if(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
  std::size_t seen = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
    if (begins && ++seen > characters) break;
  }
  text.resize(end);
  const auto from = text.find_first_not_of(' ');
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

template <class Source>
std::string name_in(const Source& source, const AttributeNames& names) {
  auto name = first(values_of(source, names.name, kPersonNames));
  if (name.empty() && !names.name)
    name = first(values_of(source, {}, kGivenNames)) + " " +
           first(values_of(source, {}, kFamilyNames));
  return shown(std::move(name), kNameCharactersMost);
}

Groups groups_in(const Values* found) {
  if (!found) return std::nullopt;
  auto values = *found;
  std::erase_if(values, [](const std::string& group) {
    return group.empty() || group.size() > kGroupBytesMost || shown(group, group.size()) != group;
  });
  if (values.size() > kGroupsMost) values.resize(kGroupsMost);
  return values;
}

void note(const std::string& name, Values& received) {
  if (received.size() < kReceivedMost) received.push_back(shown(name, kReceivedBytesMost));
}

std::optional<SignOnRefusal> objection_to_subject(const std::string& subject) {
  if (!subject.empty() && subject.size() <= kSubjectBytesMost &&
      shown(subject, kSubjectBytesMost) == subject)
    return std::nullopt;
  return SignOnRefusal{SignOnFault::subject_missing,
                       "The identity provider's name for the person is empty, longer than 512 "
                       "bytes, or has control characters or blanks around it."};
}

}  // namespace

std::string_view domain_of(std::string_view email) noexcept {
  const auto at = email.rfind('@');
  return at == email.npos ? std::string_view() : email.substr(at + 1);
}

std::optional<SignOnRefusal> objection_to_private_account(std::string_view issuer,
                                                          const relying_party::Profile& profile) {
  if (issuer != kGoogle || profile.find("hd")) return std::nullopt;
  return SignOnRefusal{SignOnFault::address_unverified,
                       "You signed in with a private Google account. Use the one that your "
                       "organisation gave you."};
}

std::expected<Person, SignOnRefusal> person_of(const relying_party::Profile& profile,
                                               const AttributeNames& names) {
  if (auto objection = objection_to_subject(profile.subject))
    return std::unexpected(std::move(*objection));
  Person person{.subject = profile.subject,
                .email = address_in(first(values_of(profile, names.email, kEmailNames))),
                .email_verified = profile.email_verified,
                .name = name_in(profile, names),
                .groups = groups_in(find_values(profile, names.groups, kGroupNames)),
                .received = {}};
  for (const auto& claim : profile.claims)
    note(claim.name, person.received);
  return person;
}

std::expected<Person, SignOnRefusal> person_of(const saml::Assertion& assertion,
                                               const AttributeNames& names) {
  if (assertion.subject_format == kTransient)
    return std::unexpected(SignOnRefusal{
        SignOnFault::subject_missing,
        "The identity provider names people by another name each time (NameID format transient): "
        "have it send persistent or emailAddress."});
  if (auto objection = objection_to_subject(assertion.subject))
    return std::unexpected(std::move(*objection));
  auto email = first(values_of(assertion, names.email, kEmailNames));
  // Many send it as the subject only.
  if (email.empty() && !names.email) email = assertion.subject;
  Person person{.subject = assertion.subject,
                .email = address_in(email),
                .email_verified = {},
                .name = name_in(assertion, names),
                .groups = groups_in(find_values(assertion, names.groups, kGroupNames)),
                .received = {}};
  for (const auto& attribute : assertion.attributes)
    note(attribute.name, person.received);
  return person;
}

}  // namespace sangam::suites::platform::single_sign_on
