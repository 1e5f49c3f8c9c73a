#include "apps/sangam/outer_door.h"

#include "apps/sangam/security_headers.h"
#include "kernel/http/compression/compress.h"
#include "kernel/http/compression/request_coding.h"
#include "suites/platform/webhooks/sources.h"

namespace sangam::apps {

namespace {

// What others tell by webhooks is signed as it was sent.
bool reads_coded_bodies(const http::Request& request) {
  return !request.path().starts_with(suites::platform::webhooks::kHooksPath);
}

}  // namespace

Task<http::Response> OuterDoor::handle(http::Request& request) {
  auto refused =
      reads_coded_bodies(request) ? http::compression::decode_body(request) : std::nullopt;
  auto response = refused ? std::move(*refused) : co_await inner_.handle(request);
  co_await http::compression::compress(request, response);
  add_security_headers(response, request.secure());
  co_return response;
}

}  // namespace sangam::apps
