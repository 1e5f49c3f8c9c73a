#pragma once

// The way to an identity provider, the same for signing in and for trying a connection out. Private
// to this folder.

#include "suites/platform/single_sign_on/connection_row.h"
#include "suites/platform/single_sign_on/request_store.h"
#include "suites/platform/single_sign_on/services.h"

namespace sangam::suites::platform::single_sign_on {

struct Beginning {
  ConnectionRow connection;  // complete
  Purpose purpose{};
  std::string next;   // safe
  std::string email;  // whom to expect; may be empty
};

// Where to send the browser, which has its cookie then.
Task<std::expected<std::string, SignOnRefusal>> begin_sign_on(api::Call& call, Services& services,
                                                              Beginning beginning);

// Redeems the code of an identity provider by OpenID Connect.
struct CodeAnswer {
  ConnectionRow connection;
  Handshake handshake;
  std::string code;
  std::string issuer;  // who answers, where they say so (RFC 9207); may be empty
};
Task<std::expected<Person, SignOnRefusal>> redeem_code(api::Call& call, Services& services,
                                                       CodeAnswer answer);

AttributeNames attribute_names(const ConnectionRow& row);

}  // namespace sangam::suites::platform::single_sign_on
