#include "benchmarks/load/generator.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/assert.h"
#include "benchmarks/load/moment.h"

namespace sangam::benchmarks::load {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kCheckInterval = kSecond / 10;  // of timeouts and lost connections
constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr int kMostEvents = 256;

std::int64_t to_nanoseconds(double seconds) { return static_cast<std::int64_t>(seconds * 1e9); }

}  // namespace

Generator::Generator(const Arguments& arguments, RequestMaker requests)
    : arguments_(arguments),
      requests_(std::move(requests)),
      poller_(epoll_create1(EPOLL_CLOEXEC)),
      connections_(static_cast<std::size_t>(arguments.connections)),
      buffer_(kBufferBytes, '\0'),
      interval_(arguments.rate > 0 ? static_cast<std::int64_t>(1e9 / arguments.rate) : 0) {
  SANGAM_ASSERT(poller_ >= 0);
}

Generator::~Generator() { close(poller_); }

Results Generator::run() {
  open_all();
  next_due_ = monotonic_nanoseconds();
  run_until(monotonic_nanoseconds() + to_nanoseconds(arguments_.warmup_seconds));
  results_.clear();
  const std::int64_t start = monotonic_nanoseconds();
  const std::int64_t cpu_before = used_cpu_nanoseconds();
  run_until(start + to_nanoseconds(arguments_.seconds));
  results_.seconds = static_cast<double>(monotonic_nanoseconds() - start) / 1e9;
  results_.cpu_seconds = static_cast<double>(used_cpu_nanoseconds() - cpu_before) / 1e9;
  return std::move(results_);
}

void Generator::open_all() {
  for (Connection& connection : connections_)
    open(connection);
}

void Generator::open(Connection& connection) {
  if (!connection.open(arguments_.address)) {
    ++results_.connect_errors;
    lost_.push_back(&connection);
    return;
  }
  epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.ptr = &connection}};
  epoll_ctl(poller_, EPOLL_CTL_ADD, connection.descriptor(), &event);
}

void Generator::watch(Connection& connection) {
  const std::uint32_t events = connection.wants_to_write() ? EPOLLIN | EPOLLOUT : EPOLLIN;
  epoll_event event{.events = events, .data = {.ptr = &connection}};
  epoll_ctl(poller_, EPOLL_CTL_MOD, connection.descriptor(), &event);
}

void Generator::run_until(std::int64_t end) {
  for (std::int64_t now = monotonic_nanoseconds(); now < end; now = monotonic_nanoseconds()) {
    if (interval_ > 0) send_due(now);
    if (now >= next_check_) check_timeouts(now);
    wait(std::min(end, next_check_));
  }
}

void Generator::wait(std::int64_t until) {
  if (interval_ > 0 && !idle_.empty()) until = std::min(until, next_due_);
  const std::int64_t pause = std::max<std::int64_t>(0, until - monotonic_nanoseconds());
  const timespec timeout{.tv_sec = pause / kSecond, .tv_nsec = pause % kSecond};
  std::array<epoll_event, kMostEvents> events;
  const int count = epoll_pwait2(poller_, events.data(), kMostEvents, &timeout, nullptr);
  SANGAM_ASSERT(count >= 0 || errno == EINTR);
  for (int i = 0; i < count; ++i) {
    auto& connection = *static_cast<Connection*>(events[i].data.ptr);
    const bool readable = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
    const bool writable = (events[i].events & EPOLLOUT) != 0;
    const bool wanted_to_write = connection.wants_to_write();
    handle(connection, connection.on_ready(readable, writable, buffer_));
    if (connection.is_open() && wanted_to_write && !connection.wants_to_write()) watch(connection);
  }
}

void Generator::handle(Connection& connection, Connection::Event event) {
  results_.bytes_received += connection.take_received();
  switch (event) {
    case Connection::Event::none:
      break;
    case Connection::Event::opened:
      became_idle(connection);
      break;
    case Connection::Event::answered:
      count_answer(connection);
      if (connection.is_open()) became_idle(connection);
      else open(connection);
      break;
    case Connection::Event::failed:
      ++(connection.is_connecting() ? results_.connect_errors : results_.broken);
      std::erase(idle_, &connection);
      connection.close();
      lost_.push_back(&connection);
      break;
  }
}

void Generator::became_idle(Connection& connection) {
  if (interval_ == 0) send(connection, monotonic_nanoseconds());
  else idle_.push_back(&connection);
}

void Generator::count_answer(Connection& connection) {
  const auto latency = monotonic_nanoseconds() - connection.started();
  results_.latency.record(static_cast<std::uint64_t>(std::max<std::int64_t>(0, latency)));
  const auto status = static_cast<std::size_t>(connection.status());
  ++results_.statuses[std::min(status, results_.statuses.size() - 1)];
}

void Generator::send(Connection& connection, std::int64_t started) {
  const std::string_view request = requests_.next();
  // Writing a large body is our time, not the server's.
  if (interval_ == 0) started = monotonic_nanoseconds();
  handle(connection, connection.send(request, started));
  if (connection.is_open() && connection.wants_to_write()) watch(connection);
}

void Generator::send_due(std::int64_t now) {
  while (next_due_ <= now && !idle_.empty()) {
    Connection& connection = *idle_.back();
    idle_.pop_back();
    send(connection, next_due_);
    next_due_ += interval_;
  }
}

void Generator::check_timeouts(std::int64_t now) {
  next_check_ = now + kCheckInterval;
  for (Connection* connection : std::exchange(lost_, {}))
    open(*connection);
  const std::int64_t oldest = now - to_nanoseconds(arguments_.timeout_seconds);
  for (Connection& connection : connections_) {
    if (!connection.is_busy() || connection.started() > oldest) continue;
    ++results_.timeouts;
    open(connection);
  }
}

}  // namespace sangam::benchmarks::load
