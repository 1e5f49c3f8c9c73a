#pragma once

// The fields of a response that tell browsers what not to do with it, on everything we send.

#include "kernel/http/response.h"

namespace sangam::apps {

// `secure`: the response leaves over TLS. Fields that the response has already stay as they are.
void add_security_headers(http::Response& response, bool secure);

}  // namespace sangam::apps
