#pragma once

// Answers that send a browser on. Private to this folder.

#include <string>

#include "kernel/http/response.h"
#include "suites/platform/openid/oauth_error.h"

namespace sangam::suites::platform::openid {

// Never cached, and the next site does not learn this address.
http::Response redirect(const std::string& location);

// To a page of ours that says what is wrong: nobody else may learn of it, and nobody is sent to an
// address that is not known to be the client's.
http::Response tell_person(const OAuthError& error);

}  // namespace sangam::suites::platform::openid
