#pragma once

// What a pool, its leases and its background work share. Private to kernel/store.

#include <coroutine>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "kernel/runtime/coarse_timer.h"
#include "kernel/store/connection.h"
#include "kernel/store/pool.h"

namespace sangam::store {

// The right to use one session until given back. Movable; giving back never waits.
class Lease {
 public:
  Lease() = default;
  Lease(std::shared_ptr<Pool::State> pool, Connection* connection, std::int32_t tenant)
      : pool_(std::move(pool)), connection_(connection), tenant_(tenant) {}
  Lease(Lease&& other) noexcept
      : pool_(std::move(other.pool_)),
        connection_(std::exchange(other.connection_, nullptr)),
        tenant_(other.tenant_) {}
  Lease& operator=(Lease&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(connection_, other.connection_);
    std::swap(tenant_, other.tenant_);
    return *this;
  }
  ~Lease() { release(); }

  void release() noexcept;
  explicit operator bool() const noexcept { return connection_ != nullptr; }
  Connection* operator->() const noexcept { return connection_; }

 private:
  std::shared_ptr<Pool::State> pool_;
  Connection* connection_ = nullptr;
  std::int32_t tenant_ = 0;
};

struct Pool::State : std::enable_shared_from_this<Pool::State> {
  State(runtime::EventLoop& loop, PoolSettings settings)
      : loop(loop), settings(std::move(settings)) {}

  // Waits for a session, at most until `deadline`. Throws Error{unavailable}.
  Task<Lease> take(std::int32_t tenant, runtime::Deadline deadline);
  // Whether take() would wait now.
  bool must_wait() const noexcept { return idle_.empty() || !waiters_.empty(); }
  void give_back(Connection* connection, std::int32_t tenant) noexcept;
  void shut() noexcept;

  runtime::EventLoop& loop;
  PoolSettings settings;
  PoolHealth counters;
  bool closed = false;

 private:
  friend class Pool;

  // One who waits; lives in its coroutine's frame.
  struct Waiter {
    Waiter(State& state, std::int32_t tenant)
        : state(state), tenant(tenant), timer(state.loop, &Waiter::on_timeout, this) {}
    static void on_timeout(void* waiter);
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) noexcept { waiting = handle; }
    Connection* await_resume() const noexcept { return granted; }

    State& state;
    std::int32_t tenant;
    runtime::CoarseTimer timer;
    std::coroutine_handle<> waiting;
    Connection* granted = nullptr;
  };

  Connection* take_idle() noexcept;
  void grant(Connection* connection) noexcept;
  void resume(Waiter& waiter, Connection* connection) noexcept;
  void remove(Connection* connection) noexcept;
  void open_as_needed() noexcept;
  static Task<void> open_one(std::shared_ptr<State> self);
  static Task<void> recover(std::shared_ptr<State> self, Connection* connection);
  std::size_t held_by(std::int32_t tenant) const noexcept;

  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<Connection*> idle_;  // most recently used last, which is used first
  std::deque<Waiter*> waiters_;
  std::unordered_map<std::int32_t, std::size_t> held_;  // sessions a tenant
  std::size_t opening_ = 0;
  std::size_t leased_ = 0;
  int failures_ = 0;  // of opening, in a row
};

}  // namespace sangam::store
