#pragma once

// The event loop that keeps the connections busy, on one thread.

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "benchmarks/load/arguments.h"
#include "benchmarks/load/connection.h"
#include "benchmarks/load/request_maker.h"
#include "benchmarks/load/results.h"

namespace sangam::benchmarks::load {

// Without a rate every connection sends its next request as soon as the last is answered (a closed
// loop). With a rate requests fall due at even intervals whatever the server does (an open loop),
// and latency counts from when a request was due, so that a stalled server cannot hide the
// requests it kept from being sent. Requests still unanswered at the end are not counted.
class Generator {
 public:
  Generator(const Arguments& arguments, RequestMaker requests);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  // Warms up, measures, returns; called once. Stops by itself after the seconds of the arguments.
  Results run();

 private:
  void open_all();
  void open(Connection& connection);
  void watch(Connection& connection);
  void run_until(std::int64_t end);
  void wait(std::int64_t until);
  void handle(Connection& connection, Connection::Event event);
  void became_idle(Connection& connection);
  void count_answer(Connection& connection);
  void send(Connection& connection, std::int64_t started);
  void send_due(std::int64_t now);
  void check_timeouts(std::int64_t now);

  const Arguments& arguments_;
  RequestMaker requests_;
  Results results_;
  int poller_;
  std::deque<Connection> connections_;
  std::vector<Connection*> idle_;  // used only with a rate
  std::vector<Connection*> lost_;  // to be opened again a little later
  std::string buffer_;
  std::int64_t interval_;  // nanoseconds between requests; 0 = closed loop
  std::int64_t next_due_ = 0;
  std::int64_t next_check_ = 0;
};

}  // namespace sangam::benchmarks::load
