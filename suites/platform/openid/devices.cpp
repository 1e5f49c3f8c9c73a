#include "suites/platform/openid/devices.h"

#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

Error no_such_device() {
  return {Code::not_found, "No device waits with this code. Codes are good for ten minutes."};
}

}  // namespace

Task<ClientPointer> Devices::find(api::Call& call, store::UnitOfWork& work, std::string user_code,
                                  DeviceRow& row) {
  const auto code = normal_user_code(user_code);
  auto found = co_await work.row<DeviceRow>(kLockUserCode, code);
  if (!found) found = co_await work.row<DeviceRow>(kLockUnclaimedUserCode, code);
  if (!found || found->state != "waiting" || found->expires_at <= call.system_time())
    throw no_such_device();
  row = std::move(*found);
  auto client = co_await s_.clients.find_of(*call.pools().auth, row.client_id, call.tenant().id,
                                            call.deadline());
  if (!client) throw no_such_device();
  co_return client;
}

Task<WaitingDevice> Devices::open(api::Call& call, NamedDevice request) {
  require_session(call);
  auto work = call.transaction();
  DeviceRow row;
  const auto client = co_await find(call, work, request.user_code.str(), row);
  co_return WaitingDevice{client->name,
                          permitted(read_scopes(row.scopes).value(), call.principal().permissions),
                          row.expires_at};
}

Task<Nothing> Devices::decide(api::Call& call, DecideDevice request) {
  const auto& session = require_session(call);
  auto work = call.transaction();
  DeviceRow row;
  const auto client = co_await find(call, work, request.user_code.str(), row);
  std::optional<GrantId> grant;
  if (request.approve)
    grant = write_grant(
        call, work,
        {.client = client,
         .scopes = permitted(read_scopes(row.scopes).value(), call.principal().permissions),
         .session = session});
  const auto code = normal_user_code(request.user_code.str());
  const auto* const state = request.approve ? "approved" : "denied";
  std::optional<std::int32_t> tenant;
  if (request.approve) tenant = call.tenant().number;
  if (client->built_in) work.later(kClaimDevice, code, state, grant, tenant);
  else work.later(kDecideDevice, code, state, grant);
  call.set_target(client->id.str());
  call.audit(work);
  co_await work.commit();
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::openid
