#pragma once

// Domains of a tenant: whose addresses a connection speaks for. A domain is proven by a record in
// DNS, and then belongs to one tenant for as long as the record is there (domain_proof.h).

#include "kernel/api/list.h"
#include "suites/platform/single_sign_on/connections.h"

namespace sangam::suites::platform::single_sign_on {

// Where the proof is looked for: a TXT record of this name below the domain.
inline constexpr std::string_view kChallengeLabel = "_sangam-challenge.";

// "example.com": a host name with a dot, kept in lower case; international ones in their form xn--.
class DomainName {
 public:
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.format = "hostname", .min_length = 3, .max_length = 200};
  static Verdict parse(std::string_view text, DomainName& value);
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

struct Domain {
  DomainId id;
  std::string domain;
  ConnectionId connection;
  std::string record_name;
  std::string record_text;
  Timestamp created_at;
  std::optional<Timestamp> checked_at;
  std::optional<Timestamp> verified_at;
  std::optional<Timestamp> missing_since;
  std::optional<Timestamp> withdrawn_at;
};
SANGAM_DESCRIBE(Domain, (id, "The domain"), (domain, "Behind the at sign of addresses"),
                (connection, "By which its people sign in"),
                (record_name, "The TXT record that proves it: its name"),
                (record_text, "And its text"), (created_at, "When it was added"),
                (checked_at, "When the record was looked for last"),
                (verified_at, "When it was found; absent until then, and once it was given up"),
                (missing_since, "Since when the record has not been there any more"),
                (withdrawn_at, "When the domain was given up for want of its record"))

struct AddDomain {
  DomainName domain;
  ConnectionId connection;
};
SANGAM_DESCRIBE(AddDomain, (domain, "Behind the at sign of addresses"),
                (connection, "By which its people sign in"))

struct ChangeDomain {
  DomainId id;
  ConnectionId connection;
};
SANGAM_DESCRIBE(ChangeDomain, (id, "The domain"), (connection, "By which its people sign in"))

struct NamedDomain {
  DomainId id;
};
SANGAM_DESCRIBE(NamedDomain, (id, "The domain"))

struct DiscoverSignOn {
  Email email;
};
SANGAM_DESCRIBE(DiscoverSignOn, (email, "Your address"))

struct SignOnWay {
  std::optional<ConnectionId> connection;
  std::optional<std::string> name;
};
SANGAM_DESCRIBE(SignOnWay, (connection, "The connection to sign in by; absent: with a password"),
                (name, "Its name"))

// Any loop. Only owners change anything.
class Domains {
 public:
  explicit Domains(Services& services) : s_(services) {}

  Task<api::Page<Domain>> list(api::Call& call, api::Paging paging);
  Task<Domain> add(api::Call& call, AddDomain request);
  Task<Domain> change(api::Call& call, ChangeDomain request);
  // Looks the record up now. Throws Error{refused} saying what was found instead. A tenant that had
  // the domain before and whose record is gone has lost it.
  Task<Domain> verify(api::Call& call, NamedDomain request);
  Task<Nothing> remove(api::Call& call, NamedDomain request);
  // By the address's domain alone: whether there is such an account makes no difference.
  Task<SignOnWay> discover(api::Call& call, DiscoverSignOn request);

 private:
  Task<void> supersede(api::Call& call, std::string domain, std::vector<std::string> texts);

  Services& s_;
};

}  // namespace sangam::suites::platform::single_sign_on
