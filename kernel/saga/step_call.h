#pragma once

// StepCall: the context of one try of a step, as Call is of a request and Delivery of an event.
//
// An action's statements and events share one unit of work with the log entry that says it was
// done: both become durable or neither, so the effect is there exactly once. What is given to
// later() and emit() makes the whole step one round trip; a statement that is awaited costs one
// more. An outside step does its I/O first, under key(), and may leave statements with later():
// they are kept together with its entry.

#include <chrono>
#include <optional>
#include <string_view>

#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/saga/data.h"
#include "kernel/saga/definition.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::saga {

// Lives as long as the try; used by one coroutine at a time, on its loop's thread.
class StepCall {
 public:
  struct Parts {
    runtime::EventLoop& loop;
    store::Pool& app;
    std::int32_t tenant = 0;
    Uuid saga;
    const Step& step;
    bool compensating = false;
    const Data& input;
    Data& state;  // the try's own copy: kept when the step is done
    Timestamp now;
    runtime::Deadline deadline;
    telemetry::Trace* trace = nullptr;
  };
  explicit StepCall(const Parts& parts);
  StepCall(const StepCall&) = delete;
  StepCall& operator=(const StepCall&) = delete;

  std::int32_t tenant() const noexcept { return parts_.tenant; }
  const Uuid& saga() const noexcept { return parts_.saga; }
  const Step& step() const noexcept { return parts_.step; }
  bool compensating() const noexcept { return parts_.compensating; }
  runtime::EventLoop& loop() const noexcept { return parts_.loop; }
  runtime::Deadline deadline() const noexcept { return parts_.deadline; }
  // The trace that began the saga, going on: give it to others that are called. Null when nothing
  // was traced.
  telemetry::Trace* trace() const noexcept { return parts_.trace; }
  // The tenant's time when the try began.
  Timestamp now() const noexcept { return parts_.now; }
  // The same for every try of this step of this instance: the idempotency key of what it asks
  // others for, or the id of what it makes. `purpose` tells several apart. Sorts beside the saga.
  Uuid key(std::string_view purpose = {}) const;

  template <Described T>
  const T& input() const {
    return parts_.input.as<T>();
  }
  template <Described T>
  T& state() {
    return parts_.state.as<T>();
  }

  template <Described Row, class... Args>
  Task<std::vector<Row>> rows(const store::Statement& statement, const Args&... args) {
    require_inside();
    return work_.template rows<Row>(statement, args...);
  }
  template <Described Row, class... Args>
  Task<std::optional<Row>> row(const store::Statement& statement, const Args&... args) {
    require_inside();
    return work_.template row<Row>(statement, args...);
  }
  template <class... Args>
  Task<store::Result> run(const store::Statement& statement, const Args&... args) {
    require_inside();
    return work_.run(statement, args...);
  }
  template <class... Args>
  void later(const store::Statement& statement, const Args&... args) {
    work_.later(statement, args...);
  }
  // Publishes an event with the step. Its id is derived, too: the same for every try.
  template <Described Event>
  void emit(std::string_view stream, const Event& event) {
    emit_described(stream, Event::kEventType, Event::kEventVersion, type_of<Event>, &event);
  }

  store::UnitOfWork& work() noexcept { return work_; }

 private:
  // No transaction is open while an outside step waits for others.
  void require_inside() const;
  void emit_described(std::string_view stream, std::string_view type, std::int32_t version,
                      const Type& described, const void* event);

  Parts parts_;
  store::UnitOfWork work_;
  int emitted_ = 0;
};

}  // namespace sangam::saga
