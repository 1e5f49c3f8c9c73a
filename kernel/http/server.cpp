#include "kernel/http/server.h"

#include <condition_variable>
#include <mutex>

#include "kernel/clock/clock.h"
#include "kernel/http/loop_server.h"

namespace sangam::http {
namespace {

// Counts loops that still serve; waited for by the thread that drains.
class Countdown {
 public:
  explicit Countdown(std::size_t count) : left_(count) {}

  void count_down() {
    const std::lock_guard lock(mutex_);
    // Notified under the lock: the waiter may destroy this as soon as it has the lock.
    if (--left_ == 0) zero_.notify_all();
  }
  bool wait_for(milliseconds patience) {
    std::unique_lock lock(mutex_);
    return zero_.wait_for(lock, patience, [this] { return left_ == 0; });
  }
  void wait() {
    std::unique_lock lock(mutex_);
    zero_.wait(lock, [this] { return left_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable zero_;
  std::size_t left_;
};

}  // namespace

std::int64_t system_unix_seconds() {
  return clock::system_now().nanoseconds / kNanosecondsPerSecond;
}

class Server::Impl {
 public:
  Impl(runtime::LoopGroup& loops, ServerSettings settings, RequestHandler& handler)
      : loops_(loops), settings_(std::move(settings)) {
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      const int listener = open_listener(settings_.address, settings_.port);
      if (settings_.port == 0) settings_.port = port_of(listener);
      parts_.push_back(std::make_unique<LoopServer>(loops_.loop(i), settings_, handler, listener));
    }
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      loops_.loop(i).post([part = parts_[i].get()] { part->start(); });
    }
  }

  std::uint16_t port() const noexcept { return settings_.port; }

  void drain(milliseconds patience) {
    if (std::exchange(drained_, true)) return;
    Countdown serving(parts_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      loops_.call(i, [&, i] { parts_[i]->drain([&] { serving.count_down(); }); });
    }
    if (serving.wait_for(patience)) return;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      loops_.call(i, [&, i] { parts_[i]->cut(); });
    }
    serving.wait();
  }

  std::vector<const LoopCounters*> counters() const {
    std::vector<const LoopCounters*> all;
    for (const auto& part : parts_)
      all.push_back(&part->counters());
    return all;
  }

 private:
  runtime::LoopGroup& loops_;
  ServerSettings settings_;
  std::vector<std::unique_ptr<LoopServer>> parts_;
  bool drained_ = false;
};

Server::Server(runtime::LoopGroup& loops, ServerSettings settings, RequestHandler& handler)
    : impl_(std::make_unique<Impl>(loops, std::move(settings), handler)) {}

Server::~Server() { impl_->drain(milliseconds{0}); }

std::uint16_t Server::port() const noexcept { return impl_->port(); }

void Server::drain(milliseconds patience) { impl_->drain(patience); }

std::vector<const LoopCounters*> Server::counters() const { return impl_->counters(); }

}  // namespace sangam::http
