#pragma once

// What connections share on one loop.

#include "kernel/http/counters.h"
#include "kernel/http/date.h"
#include "kernel/http/handler.h"
#include "kernel/http/limits.h"
#include "kernel/http/turn_queue.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http {

// Lives longer than its connections. Belongs to the loop's thread; counters may be read from any.
struct ConnectionHost {
  runtime::EventLoop& loop;
  const Limits& limits;
  const Deadlines& deadlines;
  RequestHandler& handler;
  DateCache date;
  LoopCounters counters;
  TurnQueue handshakes{loop};
  std::int64_t next_return = 0;  // when the next one who was turned away is heard again, monotonic
};

}  // namespace sangam::http
