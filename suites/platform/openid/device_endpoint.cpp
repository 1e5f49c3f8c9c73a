#include "suites/platform/openid/device_endpoint.h"

#include "kernel/clock/clock.h"
#include "suites/platform/openid/command_line_client.h"
#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

struct EndRow {
  Timestamp expires_at;
};
SANGAM_DESCRIBE(EndRow, (expires_at, ""))

}  // namespace

Task<http::Response> DeviceEndpoint::begin(const http::Request& request, Parameters parameters) {
  const auto client = co_await clients_.authenticate(request, parameters);
  if (!client->may(GrantType::device_code))
    throw OAuthError("unauthorized_client", "The client may not use this grant type.");
  const auto scopes = asked_scopes(parameters.get("scope"), client->scopes);
  const auto device_code = make_secret(kDeviceCodePrefix);
  const auto user_code = make_user_code();
  const auto now = clock::system_now();
  store::UnitOfWork work(shop_.auth(request), client->tenant->number, request.deadline(),
                         store::Mode::read_write);
  const auto end = after(now, kDeviceCodeLife);
  if (client->built_in) {
    work.later(kSweepUnclaimedDevices, now);
    const auto row = co_await work.row<EndRow>(kInsertUnclaimedDevice, hash_of(device_code),
                                               user_code, client->id, write_scopes(scopes),
                                               kPollSeconds, now, end, kUnclaimedDevicesMost);
    if (!row) throw OAuthError("temporarily_unavailable", "Too many devices wait.", 503);
  } else {
    work.later(kSweepDeviceCodes, now);
    work.later(kInsertDeviceCode, hash_of(device_code), user_code, client->id, write_scopes(scopes),
               kPollSeconds, now, end);
  }
  co_await work.commit();
  const auto page = shop_.issuer.url() + "/device";
  JsonObject body;
  body.text("device_code", device_code)
      .text("user_code", user_code)
      .text("verification_uri", page)
      .text("verification_uri_complete", page + "?user_code=" + user_code)
      .number("expires_in", kDeviceCodeLife.count())
      .number("interval", kPollSeconds);
  http::Response response(200, "application/json", std::move(body).str());
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace sangam::suites::platform::openid
