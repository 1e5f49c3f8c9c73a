#pragma once

// Delivery: the context of one event while its consumer handles it, as Call is of a request. It
// holds the unit of work of the event's tenant, opened by the first statement together with the
// inbox row that says this event is done: both become durable or neither, so the effect is there
// exactly once however often the event is delivered. What a handler does outside the unit of work
// (posting to a lane) must be harmless to repeat.

#include <optional>
#include <string_view>
#include <utility>

#include "kernel/events/event.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::events {

// An event that no repetition will mend: it is parked at once. Thrown by handlers and by payload().
struct Undeliverable : std::exception {
  explicit Undeliverable(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

// Lives as long as its handler runs; used by one coroutine at a time, on its loop's thread.
class Delivery {
 public:
  // `app` is the pool of the role sangam_app on `loop`. All must outlive the delivery.
  Delivery(runtime::EventLoop& loop, store::Pool& app, std::string_view consumer,
           const Event& event, runtime::Deadline deadline);
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  const Event& event() const noexcept { return event_; }
  std::int32_t tenant() const noexcept { return event_.tenant_id; }
  runtime::EventLoop& loop() const noexcept { return loop_; }
  runtime::Deadline deadline() const noexcept { return deadline_; }

  // The event as what was emitted. Members that the struct does not know are left out: a newer
  // producer may send more. Throws Undeliverable for another type or version, and for a payload
  // that does not have the form.
  template <Described Payload>
  Payload payload() const {
    Payload payload;
    read_payload(Payload::kEventType, Payload::kEventVersion, type_of<Payload>, &payload);
    return payload;
  }

  bool has_open_work() const noexcept { return work_ && work_->open(); }
  store::UnitOfWork& work();

  template <Described Row, class... Args>
  Task<std::vector<Row>> rows(const store::Statement& statement, const Args&... args) {
    return work().template rows<Row>(statement, args...);
  }
  template <Described Row, class... Args>
  Task<std::optional<Row>> row(const store::Statement& statement, const Args&... args) {
    return work().template row<Row>(statement, args...);
  }
  template <class... Args>
  Task<store::Result> run(const store::Statement& statement, const Args&... args) {
    return work().run(statement, args...);
  }
  // Leaves with COMMIT; nobody waits for its result.
  template <class... Args>
  void later(const store::Statement& statement, const Args&... args) {
    work().later(statement, args...);
  }

  // Ends the unit of work, inbox row included. Called once, by who delivers.
  Task<void> commit();

 private:
  void read_payload(std::string_view type, std::int32_t version, const Type& described,
                    void* payload) const;

  runtime::EventLoop& loop_;
  store::Pool& app_;
  std::string_view consumer_;
  const Event& event_;
  runtime::Deadline deadline_;
  std::optional<store::UnitOfWork> work_;
};

}  // namespace sangam::events
