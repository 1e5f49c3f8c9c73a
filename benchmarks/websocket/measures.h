#pragma once

// What is measured of a server of WebSockets. Every server speaks the messages of
// docs/guides/websocket.md, as far as they are needed here.

#include <string>

#include "benchmarks/websocket/crowd.h"

namespace sangam::benchmarks::websocket {

struct Wanted {
  Target target;
  std::size_t connections = 64;
  double seconds = 4;
  double rate = 0;           // messages a second; 0: as many as everybody gets
  std::string subscribe;     // the message that each sends first; empty: none
  std::string publish_path;  // where a POST makes a message for everybody
};

// Opens them, prints {"open":N}, and holds them until standard input ends.
void hold(const Wanted& wanted);

// Round trips of {"type":"ping"}, one at a time on each connection: prints {"per_second":…}.
void measure_pings(const Wanted& wanted);

// From the sending of a request that publishes until a subscriber has the message, over all
// messages and subscribers: prints {"per_second":…,"p50_ms":…,"p99_ms":…,"max_ms":…}, of
// deliveries. Throws when one is missing, or comes twice.
void measure_delivery(const Wanted& wanted);

}  // namespace sangam::benchmarks::websocket
