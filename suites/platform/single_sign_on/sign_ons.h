#pragma once

// Signing in by an identity provider, as the console's pages below /sign-on do it: start, and
// finish with what the browser brought back. In between the browser is elsewhere.

#include "suites/platform/identity/sessions.h"
#include "suites/platform/single_sign_on/begin_sign_on.h"
#include "suites/platform/single_sign_on/trials.h"

namespace sangam::suites::platform::single_sign_on {

struct StartSignOn {
  ConnectionId connection;
  std::optional<Text<1, 1'024>> next;
  std::optional<Email> email;
};
SANGAM_DESCRIBE(StartSignOn, (connection, "By which connection"),
                (next, "Where to go on afterwards: a path of this server; else its first page"),
                (email, "Whom the identity provider is to expect"))

struct SignOnDestination {
  std::string location;
};
SANGAM_DESCRIBE(SignOnDestination, (location, "Where to go now: the identity provider"))

struct FinishSignOn {
  ConnectionId connection;
  Text<1, 128> state;
  std::optional<Text<1, 128>> answer;
  std::optional<Text<1, 4'096>> code;
  std::optional<Text<1, 1'024>> iss;
  std::optional<Text<1, 200>> error;
  std::optional<Text<1, 1'024>> error_description;
};
SANGAM_DESCRIBE(FinishSignOn, (connection, "Of the page that the browser came back to"),
                (state, "As it came back"), (answer, "SAML: as it came back"),
                (code, "OIDC: as it came back"), (iss, "OIDC: as it came back"),
                (error, "OIDC: as it came back"), (error_description, "OIDC: as it came back"))

struct FinishedSignOn {
  std::optional<Session> session;
  std::string next;
  std::optional<ConnectionId> tried;
};
SANGAM_DESCRIBE(FinishedSignOn, (session, "Who is signed in; absent after a try"),
                (next, "Where to go on: a path of this server"),
                (tried, "The connection that was tried, if nobody was to be signed in"))

// Any loop.
class SignOns {
 public:
  SignOns(Services& services, Trials& trials) : s_(services), trials_(trials) {}

  // Throws Error{refused} with a SignOnFault.
  Task<SignOnDestination> start(api::Call& call, StartSignOn request);
  // The same. Sets the session's cookie.
  Task<FinishedSignOn> finish(api::Call& call, FinishSignOn request);

 private:
  Task<ConnectionRow> find(api::Call& call, ConnectionId id);
  // A refusal is audited.
  Task<FinishedSignOn> sign_in(api::Call& call, ConnectionRow connection, Person person,
                               std::string next);
  Task<FinishedSignOn> let_in(api::Call& call, ConnectionRow connection, Person person,
                              std::string next);

  Services& s_;
  Trials& trials_;
};

}  // namespace sangam::suites::platform::single_sign_on
