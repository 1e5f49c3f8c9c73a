#pragma once

// Person: who signed in at an identity provider, by either protocol in one form. What is read here
// was verified; it is still only what that provider says.

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/relying_party/id_token.h"
#include "kernel/saml/response.h"
#include "suites/platform/single_sign_on/sign_on_fault.h"

namespace sangam::suites::platform::single_sign_on {

// Nothing: it was not said, which is another thing than being in none. Entra ID leaves groups out
// when somebody is in too many.
using Groups = std::optional<std::vector<std::string>>;

struct Person {
  std::string subject;                 // theirs for good
  std::string email;                   // in lower case; empty: none that can be one
  std::optional<bool> email_verified;  // nothing: it does not say
  std::string name;                    // may be empty
  Groups groups;
  std::vector<std::string> received;  // names of what came; for people who set a connection up
};

// Where a connection says that things are; null: by the usual names.
struct AttributeNames {
  std::optional<std::string> email;
  std::optional<std::string> name;
  std::optional<std::string> groups;
};

// Refused: a subject that is none, or is another one at each sign-in.
std::expected<Person, SignOnRefusal> person_of(const relying_party::Profile& profile,
                                               const AttributeNames& names);
std::expected<Person, SignOnRefusal> person_of(const saml::Assertion& assertion,
                                               const AttributeNames& names);

// Google signs everybody in under one issuer: a private account may have a confirmed address of a
// domain whose organisation knows nothing of it. The claim hd is said of organisations' accounts
// only (developers.google.com/identity/openid-connect). Why such a profile is refused.
std::optional<SignOnRefusal> objection_to_private_account(std::string_view issuer,
                                                          const relying_party::Profile& profile);

// Behind the at sign; empty for an empty address.
std::string_view domain_of(std::string_view email) noexcept;

}  // namespace sangam::suites::platform::single_sign_on
