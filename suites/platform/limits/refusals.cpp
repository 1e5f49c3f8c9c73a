#include "suites/platform/limits/refusals.h"

#include <fmt/format.h>

#include "kernel/clock/clock.h"
#include "kernel/gateway/limits/rate_limit_fields.h"
#include "kernel/gateway/limits/shedder.h"
#include "suites/platform/usage/days.h"

namespace sangam::suites::platform::limits {

namespace {

using gates::Level;

constexpr int kShedRetrySeconds = 2;

std::string_view whose(Level level) {
  switch (level) {
    case Level::address:
      return "your network address";
    case Level::tenant:
      return "your tenant";
    case Level::operation_class:
      return "operations of this class in your tenant";
    case Level::user:
      return "you";
    case Level::key:
      return "this API key";
  }
  return "you";
}

// The first of the next month.
Timestamp next_month(Timestamp now) {
  const auto first = usage::month_of(usage::day_of(now));
  return {usage::month_of({first.days + 31}).days * usage::kDayNanoseconds};
}

}  // namespace

std::string text_of(const gates::Rate& rate) {
  return fmt::format("{} requests in {} s", rate.quota, rate.window_seconds);
}

Error too_many(const gates::Claim& claim, std::int64_t wait_nanoseconds) {
  const auto seconds = std::max<std::int64_t>(seconds_up(wait_nanoseconds), 1);
  const auto rate = text_of(claim.rate);
  Error error{Code::too_many_requests,
              fmt::format("That was too much: {} may make {}. Try again in {} s.",
                          whose(claim.level), rate, seconds),
              {{"", std::string(name_of(claim.level)), rate}}};
  error.retry_after_seconds = static_cast<int>(seconds);
  return error;
}

Error overloaded(int level) {
  Error error{Code::unavailable,
              "The server has more to do than it can: requests of this kind are turned away for"
              " now.",
              {{"", "load", fmt::format("level {} of {}", level, gates::Shedder::kLevelsMost)}}};
  error.retry_after_seconds = kShedRetrySeconds;
  return error;
}

Error line_full() {
  Error error{Code::too_many_requests,
              "Too many calls of your tenant wait for their turn already.",
              {{"", "at_work", "the line is full"}}};
  error.retry_after_seconds = 1;
  return error;
}

Error waited_too_long() {
  Error error{Code::unavailable,
              "The call's turn did not come in time.",
              {{"", "at_work", "it waited until its deadline"}}};
  error.retry_after_seconds = 1;
  return error;
}

Error month_used_up(std::int64_t most) {
  const auto now = clock::system_now();
  Error error{Code::quota_exceeded,
              fmt::format("Your plan allows {} calls a month, and they are used up.", most),
              {{"", "calls_a_month", fmt::format("{} of {} are used", most, most)}}};
  error.retry_after_seconds =
      static_cast<int>(seconds_up(next_month(now).nanoseconds - now.nanoseconds));
  return error;
}

}  // namespace sangam::suites::platform::limits
