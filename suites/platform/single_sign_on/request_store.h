#pragma once

// Sign-ins under way, in the database: the browser may come back to another process. Known by a
// state that the identity provider sees, good only with a cookie that it does not. The post that
// answers one by SAML has no cookies, so whoever brings it is told a receipt, and without that the
// sign-in is not finished either: who began it and who brought its answer must be the same browser.
// Private to this folder.

#include <optional>
#include <string>
#include <vector>

#include "kernel/api/call.h"
#include "suites/platform/single_sign_on/person.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::suites::platform::single_sign_on {

// What goes to and comes back from the identity provider.
struct Handshake {
  std::string state;
  std::string browser;  // of the cookie

  // The rest follows from the two, so that the database holds nothing that could be used.
  std::string nonce() const;
  std::string verifier() const;
};
// Of the request by SAML; follows from the state alone, because the post that answers it comes
// without cookies.
std::string saml_request_id(std::string_view state);

struct NewRequest {
  ConnectionId connection;
  Purpose purpose{};
  std::string next;
};

// A request that was taken: it is gone.
struct TakenRequest {
  Purpose purpose{};
  std::string next;
  bool answered = false;  // by SAML; then `answer` says how
  std::expected<Person, SignOnRefusal> answer;
};

// Keeps it, and sets the cookie where the browser has none.
Task<Handshake> keep_request(api::Call& call, NewRequest request);
// What a browser shows to take a request.
struct Claim {
  ConnectionId connection;
  std::string state;
  std::string browser;  // of the cookie
  std::string receipt;  // of the answer by SAML; empty: none
};

// Nothing when there is none for this browser, or not any more.
Task<std::optional<TakenRequest>> take_request(api::Call& call, Claim claim);
// The browser's cookie; empty without one.
std::string browser_of(const api::Call& call);

}  // namespace sangam::suites::platform::single_sign_on
