#include "suites/platform/webhooks/line.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/webhooks/batch.h"
#include "suites/platform/webhooks/secrets.h"
#include "suites/platform/webhooks/signature.h"
#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kDatabasePatience{5};
constexpr std::chrono::milliseconds kRecordPause{200};
constexpr std::chrono::milliseconds kFailurePause{1'000};

Task<std::vector<WaitingRow>> read_line(const Workshop& shop, LineName name) {
  const auto now = clock::system_now();
  store::UnitOfWork work(shop.app, name.tenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  auto rows = co_await work.rows<WaitingRow>(kReadLine, name.endpoint, now, kBatchMost);
  // Of an ordered line only what is due before the first that is not.
  const auto early = std::ranges::find_if(
      rows, [now](const WaitingRow& row) { return row.next_at > now.nanoseconds; });
  rows.erase(early, rows.end());
  co_return rows;
}

// The newest secret first, then the one before it while both sign.
Task<std::vector<std::string>> keys_of(const Workshop& shop, LineName name, const WaitingRow& row) {
  const auto key =
      co_await shop.vault.key_of(shop.app, name.tenant, Deadline::in(kDatabasePatience));
  std::vector<std::string> keys;
  const auto add = [&](const store::Bytes& sealed) {
    keys.push_back(secret_bytes(open(key, kEndpointTable, name.endpoint, sealed)).value());
  };
  add(row.secret);
  if (row.previous_secret && row.previous_until && *row.previous_until > clock::system_now())
    add(*row.previous_secret);
  co_return keys;
}

Task<bool> try_to_record(const Workshop& shop, LineName name, std::span<const Tried> tried,
                         bool& more) {
  try {
    more = co_await record_batch(shop, name, tried);
    co_return true;
  } catch (const std::exception& failure) {
    log::warning("deliveries of webhooks could not be recorded", {{"reason", failure.what()}});
  }
  co_return false;
}

// Until it is recorded: forgetting it would send everything once more.
Task<bool> record(const Workshop& shop, LineName name, std::span<const Tried> tried) {
  bool more = false;
  while (!co_await try_to_record(shop, name, tried, more)) {
    if (!shop.may_send()) co_return false;
    co_await runtime::sleep(shop.loop, kRecordPause);
  }
  co_return more;
}

Task<bool> work_off_batch(const Workshop& shop, LineName name) {
  const auto rows = co_await read_line(shop, name);
  if (rows.empty()) co_return false;
  auto keys = co_await keys_of(shop, name, rows.front());
  const auto tried = co_await send_batch(shop, rows, std::move(keys));
  if (tried.empty()) co_return false;
  co_return co_await record(shop, name, tried);
}

}  // namespace

Task<void> work_off(const Workshop& shop, LineName name) {
  bool more = true;
  bool failed = false;
  try {
    while (more && shop.may_send())
      more = co_await work_off_batch(shop, name);
  } catch (const std::exception& failure) {
    log::warning("webhooks of an endpoint wait", {{"tenant", std::to_string(name.tenant)},
                                                  {"endpoint", EndpointId{name.endpoint}.str()},
                                                  {"reason", failure.what()}});
    failed = true;
  }
  // Whoever starts us again at once must not make a loop of it.
  if (failed) co_await runtime::sleep(shop.loop, kFailurePause);
}

}  // namespace sangam::suites::platform::webhooks
