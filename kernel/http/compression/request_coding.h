#pragma once

// Bodies that clients send coded (Content-Encoding, RFC 9110 §8.4).

#include <optional>

#include "kernel/http/compression/decoded_body.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::http::compression {

// What 415 tells a client that sent something else, and what is read.
inline constexpr std::string_view kReadCodings = "br, gzip";

// From here on whoever reads the request's body reads it decoded. Nothing happens to a request that
// is not coded, or has no body. Returns the response that refuses it: 415 with Accept-Encoding for
// a coding that we do not read, and for several, one inside the other.
std::optional<Response> decode_body(Request& request, DecodingBounds bounds = {});

}  // namespace sangam::http::compression
