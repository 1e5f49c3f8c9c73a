#include "kernel/http/client/retry.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <string>

#include "base/assert.h"
#include "kernel/http/date.h"

namespace sangam::http::client {

namespace {

constexpr std::chrono::seconds kLongestWish{365 * 86'400};

// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that may be sent.
std::optional<std::int64_t> parse_http_date(std::string_view value) {
  std::tm parts{};
  const std::string text(value);
  const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const std::int64_t seconds = ::timegm(&parts);
  if (format_http_date(seconds) != value) return std::nullopt;
  return seconds;
}

}  // namespace

std::chrono::nanoseconds full_jitter(int failures, std::chrono::nanoseconds first,
                                     std::chrono::nanoseconds longest, std::uint32_t random) {
  SANGAM_ASSERT(failures > 0 && first.count() > 0 && first <= longest);
  auto most = first;
  for (int i = 1; i < failures && most < longest; ++i)
    most *= 2;
  most = std::min(most, longest);
  return std::chrono::nanoseconds(
      static_cast<std::int64_t>(static_cast<double>(most.count()) * (random / 4294967296.0)));
}

bool worth_repeating(const Reply& reply) noexcept {
  if (!reply.failure)
    return reply.status == 429 || reply.status == 502 || reply.status == 503 || reply.status == 504;
  switch (*reply.failure) {
    case Failure::name_unknown:
    case Failure::connect_failed:
    case Failure::connect_timeout:
    case Failure::first_byte_timeout:
    case Failure::connection_lost:
      return true;
    default:
      return false;
  }
}

bool blames_origin(const Reply& reply) noexcept {
  if (!reply.failure) return reply.status >= 500;
  switch (*reply.failure) {
    case Failure::bad_url:
    case Failure::address_refused:
    case Failure::circuit_open:
    case Failure::busy:
    case Failure::cancelled:
    case Failure::deadline_exceeded:  // the caller's, and maybe too short
      return false;
    default:
      return true;
  }
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                      std::int64_t unix_now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  const bool number = !value.empty() && value[0] != '-' && end == value.data() + value.size();
  if (number && error == std::errc::result_out_of_range) return kLongestWish;
  if (!number || error != std::errc{}) {
    const auto date = parse_http_date(value);
    if (!date) return std::nullopt;
    seconds = std::max<std::int64_t>(*date - unix_now, 0);
  }
  return std::min(std::chrono::seconds(seconds), kLongestWish);
}

void RetryBudget::deposit() noexcept { tokens_ = std::min(tokens_ + kShare, kMost); }

bool RetryBudget::withdraw() noexcept {
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

}  // namespace sangam::http::client
