#include "suites/platform/identity/sign_in_throttle.h"

#include <algorithm>

#include "base/error.h"
#include "kernel/http/client/address.h"
#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kForgottenAfter = 3'600 * kNanosecondsPerSecond;
constexpr std::int64_t kLongestPause = 900;
constexpr std::int32_t kFreeTries = 5;
constexpr std::int32_t kFreeTriesOfNetwork = 50;

// The first byte of a key says what it counts, so that nothing can be tried under another's name.
store::Bytes key_of(char kind, std::string_view text) {
  auto key = hash_bytes(std::string(1, kind) + std::string(text));
  key.value.front() = kind;
  return key;
}

std::int32_t free_tries(const store::Bytes& key) {
  return key.value.front() == 'n' ? kFreeTriesOfNetwork : kFreeTries;
}

struct FailureRow {
  store::Bytes key;
  std::int32_t failures = 0;
  Timestamp last_at;
};
SANGAM_DESCRIBE(FailureRow, (key, ""), (failures, ""), (last_at, ""))

}  // namespace

std::string network_of(std::string_view remote_address) {
  const auto address = http::client::IpAddress::parse(remote_address);
  if (!address || address->is_v4()) return std::string(remote_address);
  return {reinterpret_cast<const char*>(address->bytes().data()), 8};
}

ThrottleKeys stranger_keys(std::string_view email, std::string_view remote_address) {
  const auto network = network_of(remote_address);
  return {key_of('a', network + '\0' + std::string(email)), key_of('n', network)};
}

ThrottleKeys device_keys(std::string_view device, const Uuid& account) {
  return {key_of('d', std::string(device) + '\0' + to_base32(account))};
}

ThrottleKeys code_keys(const Uuid& account) { return {key_of('c', to_base32(account))}; }

std::int64_t pause_after(std::int32_t failures, std::int32_t free) noexcept {
  if (failures < free) return 0;
  return std::min<std::int64_t>(kLongestPause, std::int64_t{1} << std::min(failures - free, 20));
}

Task<SignInPauses> SignInPauses::read(store::UnitOfWork& work, ThrottleKeys keys, Timestamp now) {
  const auto rows = co_await work.rows<FailureRow>(kReadFailures, keys,
                                                   Timestamp{now.nanoseconds - kForgottenAfter});
  SignInPauses pauses;
  for (const auto& row : rows) {
    const auto open_at = row.last_at.nanoseconds +
                         pause_after(row.failures, free_tries(row.key)) * kNanosecondsPerSecond;
    if (open_at > now.nanoseconds)
      pauses.nanoseconds_by_key_[row.key.value] = open_at - now.nanoseconds;
  }
  co_return pauses;
}

std::int64_t SignInPauses::wait_of(const ThrottleKeys& keys) const {
  std::int64_t wait = 0;
  for (const auto& key : keys)
    if (const auto found = nanoseconds_by_key_.find(key.value); found != nanoseconds_by_key_.end())
      wait = std::max(wait, found->second);
  return wait;
}

void SignInPauses::require(const ThrottleKeys& keys) const {
  const auto wait = wait_of(keys);
  if (wait == 0) return;
  Error error{Code::too_many_requests, "Too many failed sign-ins: wait before the next."};
  error.retry_after_seconds =
      static_cast<int>((wait + kNanosecondsPerSecond - 1) / kNanosecondsPerSecond);
  throw error;
}

void count_failure(store::UnitOfWork& work, const ThrottleKeys& keys, Timestamp now) {
  work.later(kCountFailure, keys, now, Timestamp{now.nanoseconds - kForgottenAfter});
}

void forget_failures(store::UnitOfWork& work, const ThrottleKeys& keys) {
  work.later(kForgetFailures, keys);
}

}  // namespace sangam::suites::platform
