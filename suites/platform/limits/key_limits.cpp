#include <fmt/format.h>

#include "base/error.h"
#include "kernel/api/entity_tag.h"
#include "suites/platform/limits/announce.h"
#include "suites/platform/limits/events.h"
#include "suites/platform/limits/operations.h"
#include "suites/platform/limits/rows.h"

namespace sangam::suites::platform::limits {

namespace {

KeyLimit limit_of(const KeyRow& row) {
  KeyLimit limit;
  limit.key = ApiKeyId{row.key_id};
  limit.limit.quota.value = row.quota;
  limit.limit.window_seconds.value = row.window_seconds;
  return limit;
}

Error no_such_limit() { return {Code::not_found, "Nothing is said of such a key."}; }

void require_sound(const RateSetting& setting) {
  if (!setting.rate().is_sound())
    throw invalid_field("/limit/quota", "out_of_range", "At most a million requests a second.");
}

// Owners keep their keys to less than the plan allows, never to more.
void require_allowed(const RateSetting& setting, gates::Rate of_plan) {
  if (!of_plan.limits() || !is_stricter(of_plan, setting.rate())) return;
  throw Error{Code::refused,
              fmt::format("Your plan allows a key {} requests in {} s, and not more.",
                          of_plan.quota, of_plan.window_seconds),
              {{"/limit", "more_than_plan",
                fmt::format("{} in {} s", of_plan.quota, of_plan.window_seconds)}}};
}

}  // namespace

Task<KeyLimits> KeyLimitOperations::list(api::Call& call, Nothing) {
  KeyLimits limits;
  for (const auto& row : co_await call.rows<KeyRow>(kReadKeys, call.tenant().number))
    limits.items.push_back(limit_of(row));
  co_return limits;
}

Task<KeyLimit> KeyLimitOperations::get(api::Call& call, OneKeyLimit request) {
  const auto row = co_await call.row<KeyRow>(kReadKey, call.tenant().number, request.key);
  if (!row) throw no_such_limit();
  co_return limit_of(*row);
}

Task<KeyLimit> KeyLimitOperations::set(api::Call& call, SetKeyLimit request) {
  const auto tenant = call.tenant().number;
  require_sound(request.limit);
  require_allowed(request.limit, book_.current()->of(tenant).rate(LimitKind::key));
  call.set_target(request.key.str());
  if (!co_await call.row<KeyNameRow>(kLockKey, tenant, request.key))
    throw Error{Code::not_found, "There is no such key."};
  const KeyLimit after{request.key, request.limit};
  if (const auto row = co_await call.row<KeyRow>(kReadKey, tenant, request.key)) {
    const auto before = limit_of(*row);
    api::require_match(call, before);
    call.changed(before, after);
  }
  call.later(kSetKey, tenant, request.key, request.limit.quota, request.limit.window_seconds,
             call.system_time());
  call.emit(request.key.str(), KeyLimitChanged{request.key, request.limit});
  announce(call, place_);
  co_return after;
}

Task<Nothing> KeyLimitOperations::remove(api::Call& call, OneKeyLimit request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.key.str());
  const auto row = co_await call.row<KeyRow>(kReadKey, tenant, request.key);
  if (!row) throw no_such_limit();
  api::require_match(call, limit_of(*row));
  call.later(kRemoveKey, tenant, request.key);
  call.emit(request.key.str(), KeyLimitChanged{request.key, std::nullopt});
  announce(call, place_);
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::limits
