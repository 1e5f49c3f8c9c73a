#include "suites/platform/openid/request_store.h"

#include "kernel/clock/clock.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

Task<std::string> keep_request(store::Pool& auth, ClientId client, bool pushed,
                               std::string parameters, std::chrono::seconds life,
                               runtime::Deadline deadline) {
  const auto now = clock::system_now();
  auto handle = make_secret({});
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_write);
  work.later(kSweepRequests, now);
  work.later(kInsertRequest, hash_of(handle), client, pushed, std::move(parameters), now,
             after(now, life));
  co_await work.commit();
  co_return handle;
}

Task<std::optional<std::string>> take_pushed_request(store::Pool& auth, ClientId client,
                                                     std::string handle,
                                                     runtime::Deadline deadline) {
  store::UnitOfWork work(auth, store::kNoTenant, deadline, store::Mode::read_write);
  auto row = co_await work.row<RequestRow>(kTakeRequest, hash_of(handle), true);
  if (!row || row->client_id != client || row->expires_at <= clock::system_now())
    co_return std::nullopt;  // and nothing is deleted
  co_await work.commit();
  co_return std::move(row->parameters);
}

}  // namespace sangam::suites::platform::openid
