#include "suites/platform/single_sign_on/person.h"

#include <gtest/gtest.h>

#include "suites/platform/single_sign_on/admission.h"
#include "suites/platform/single_sign_on/safe_path.h"

namespace sangam::suites::platform::single_sign_on {
namespace {

using Values = std::vector<std::string>;

relying_party::Profile profile_of(std::vector<relying_party::Claim> claims) {
  relying_party::Profile profile;
  profile.subject = "subject";
  profile.claims = std::move(claims);
  return profile;
}

saml::Assertion assertion_of(std::vector<saml::Attribute> attributes) {
  saml::Assertion assertion;
  assertion.subject = "Ann@Example.com";
  assertion.attributes = std::move(attributes);
  return assertion;
}

TEST(Person, IsReadByTheUsualNames) {
  const auto person = person_of(profile_of({{"email", {"Ann@Example.com"}},
                                            {"given_name", {"Ann"}},
                                            {"family_name", {"Other"}},
                                            {"groups", {"a", "b"}}}),
                                {});
  ASSERT_TRUE(person);
  EXPECT_EQ(person->email, "ann@example.com");
  EXPECT_EQ(person->name, "Ann Other");
  EXPECT_EQ(person->groups, (Values{"a", "b"}));
  EXPECT_EQ(person->received, (Values{"email", "given_name", "family_name", "groups"}));
}

TEST(Person, IsReadByTheNamesThatWereSetAndNoOthers) {
  const AttributeNames names{.email = "upn", .name = "title", .groups = "teams"};
  const auto person = person_of(
      profile_of({{"email", {"a@b.example"}}, {"name", {"Ann"}}, {"groups", {"a"}}}), names);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->email + person->name, "");
  EXPECT_EQ(person->groups, std::nullopt);
}

TEST(Person, OfSamlMayHaveTheAddressAsSubjectOnly) {
  EXPECT_EQ(person_of(assertion_of({}), {})->email, "ann@example.com");
  EXPECT_EQ(person_of(assertion_of({{"mail", "", {"bob@example.com"}}}), {})->email,
            "bob@example.com");
  EXPECT_EQ(person_of(assertion_of({{"urn:oid:x", "mail", {"bob@example.com"}}}), {})->email,
            "bob@example.com");
}

// A friendly name is only what an attribute calls itself: what has the name comes first, wherever.
TEST(Person, OfSamlIsReadByNamesBeforeFriendlyNames) {
  EXPECT_EQ(person_of(assertion_of({{"urn:x:backup", "email", {"bob@example.com"}},
                                    {"email", "", {"ann@example.com"}}}),
                      {})
                ->email,
            "ann@example.com");
  EXPECT_EQ(person_of(assertion_of({{"urn:x:backup", "email", {"bob@example.com"}},
                                    {"mail", "", {"ann@example.com"}}}),
                      {})
                ->email,
            "ann@example.com");
}

TEST(Person, InNoGroupIsNotTheSameAsNothingSaid) {
  EXPECT_EQ(person_of(profile_of({{"groups", {}}}), {})->groups, Values{});
  EXPECT_EQ(person_of(profile_of({}), {})->groups, std::nullopt);
  EXPECT_EQ(person_of(assertion_of({{"groups", "", {}}}), {})->groups, Values{});
  EXPECT_EQ(person_of(assertion_of({}), {})->groups, std::nullopt);
}

TEST(Person, NeedsANameThatStays) {
  auto assertion = assertion_of({});
  assertion.subject_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
  EXPECT_EQ(person_of(assertion, {}).error().fault, SignOnFault::subject_missing);
  for (const std::string subject : {"", " a", "a\n", "\x01"}) {
    auto profile = profile_of({});
    profile.subject = subject;
    EXPECT_EQ(person_of(profile, {}).error().fault, SignOnFault::subject_missing) << subject;
  }
  auto profile = profile_of({});
  profile.subject = std::string(513, 'x');
  EXPECT_FALSE(person_of(profile, {}));
}

TEST(Person, OfGoogleBelongsToAnOrganisation) {
  const std::string google = "https://accounts.google.com";
  const auto private_one = profile_of({{"email", {"ann@example.com"}}});
  EXPECT_EQ(objection_to_private_account(google, private_one)->fault,
            SignOnFault::address_unverified);
  EXPECT_FALSE(objection_to_private_account("https://login.example", private_one));
  EXPECT_FALSE(objection_to_private_account(google, profile_of({{"hd", {"example.com"}}})));
}

TEST(Person, WhatCannotBeKeptIsLeftOut) {
  const auto person = person_of(profile_of({{"email", {"no address"}},
                                            {"name", {"Ann\n\x07 of " + std::string(200, 'x')}},
                                            {"groups", {"", "a\nb", std::string(300, 'g'), "c"}}}),
                                {});
  ASSERT_TRUE(person);
  EXPECT_EQ(person->email, "");
  EXPECT_EQ(person->name, "Ann of " + std::string(113, 'x'));
  EXPECT_EQ(person->groups, (Values{"c"}));
}

TEST(Person, DomainsAreBehindTheLastAt) {
  EXPECT_EQ(domain_of("ann@example.com"), "example.com");
  EXPECT_EQ(domain_of(""), "");
}

TEST(RoleOfGroups, TheFirstThatFitsCounts) {
  ConnectionRow row;
  row.default_role = GivenRole::member;
  EXPECT_EQ(role_of_groups(row, Values{"a"}), std::nullopt);
  row.groups = {"a", "b"};
  row.roles = {GivenRole::admin, GivenRole::auditor};
  EXPECT_EQ(role_of_groups(row, Values{"b", "a"}), GivenRole::admin);
  EXPECT_EQ(role_of_groups(row, Values{"b"}), GivenRole::auditor);
  EXPECT_EQ(role_of_groups(row, Values{"A"}), GivenRole::member);
  EXPECT_EQ(role_of_groups(row, Values{}), GivenRole::member);
}

// Who is in too many groups for a token has none in it, and is not to lose their role.
TEST(RoleOfGroups, WhatWasNotSaidGivesNone) {
  ConnectionRow row;
  row.groups = {"a"};
  row.roles = {GivenRole::admin};
  EXPECT_EQ(role_of_groups(row, std::nullopt), std::nullopt);
}

TEST(SafePath, IsOfThisServerForEveryReader) {
  for (const std::string good : {"/", "/a", "/a?b=//c#d", "/a/%2F"})
    EXPECT_EQ(safe_path(good), good);
  for (const std::string bad : {"", "a", "//a", "/\\a", "\\/a", "https://a", "/a b", "/a\n",
                                "/\t/a", "/\xc3\xa4", "javascript:x"})
    EXPECT_EQ(safe_path(bad), "/") << bad;
  EXPECT_EQ(safe_path("/" + std::string(kNextBytesMost, 'a')), "/");
}

}  // namespace
}  // namespace sangam::suites::platform::single_sign_on
