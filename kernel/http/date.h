#pragma once

// The Date field (RFC 9110 §5.6.7).

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/runtime/event_loop.h"

namespace sangam::http {

// "Sun, 06 Nov 1994 08:49:37 GMT" for seconds since 1970.
std::string format_http_date(std::int64_t unix_seconds);

// The current date as text, made anew at most ten times a second. Belongs to one loop.
class DateCache {
 public:
  DateCache(const runtime::EventLoop& loop, std::int64_t (*unix_seconds)())
      : loop_(loop), unix_seconds_(unix_seconds) {}

  std::string_view text();

 private:
  const runtime::EventLoop& loop_;
  std::int64_t (*unix_seconds_)();
  std::int64_t made_at_ = -1;
  std::int64_t second_ = -1;
  std::string text_;
};

}  // namespace sangam::http
