#pragma once

// Where a browser's request comes from.

#include "kernel/http/request.h"

namespace sangam::api {

// Whether the Origin field names this server, as the Host field has it. A browser sends its cookies
// with requests that other sites cause; those name another origin, or none. Over TLS only pages
// that came over TLS count; without it a proxy may have ended it, so a page of ours comes by either
// scheme.
bool names_own_origin(const http::Request& request) noexcept;

}  // namespace sangam::api
