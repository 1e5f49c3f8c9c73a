#pragma once

// Delivery: the context of one event while its consumer handles it, as Call is of a request. It
// holds the unit of work of the event's tenant, opened by the first statement together with the
// inbox row that says this event is done: both become durable or neither, so the effect is there
// exactly once however often the event is delivered. What a handler does outside the unit of work
// (posting to a lane) must be harmless to repeat.

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "kernel/api/event_type.h"
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

// Why an event is delivered.
struct Occasion {
  enum class Kind : std::uint8_t { news, requeue, replay };
  Kind kind = Kind::news;
  bool sends = true;  // mail and webhooks may leave; a replay sends nothing unless it was asked to
  bool shadow = false;  // the projection is being rebuilt: write its shadow table
  std::string inbox;    // whose inbox rows say what is done; of a replay, its own
};

// The unit of work that the deliveries of one tenant share.
class SharedWork {
 public:
  using Begin = std::function<void(store::UnitOfWork&)>;
  // `begin` adds what the transaction must begin with. `trace` may be null.
  SharedWork(store::Pool& app, std::int32_t tenant, runtime::Deadline deadline,
             telemetry::Trace* trace, Begin begin)
      : app_(app), tenant_(tenant), deadline_(deadline), trace_(trace), begin_(std::move(begin)) {}

  store::UnitOfWork& open();
  bool is_open() const noexcept { return work_ && work_->open(); }
  runtime::Deadline deadline() const noexcept { return deadline_; }
  telemetry::Trace* trace() const noexcept { return trace_; }

 private:
  store::Pool& app_;
  std::int32_t tenant_;
  runtime::Deadline deadline_;
  telemetry::Trace* trace_;
  Begin begin_;
  std::optional<store::UnitOfWork> work_;
};

// Lives as long as its handler runs; used by one coroutine at a time, on its loop's thread.
class Delivery {
 public:
  // All must outlive the delivery.
  Delivery(runtime::EventLoop& loop, SharedWork& work, const Event& event,
           std::span<const api::Upcaster> upcasters, const Occasion& occasion)
      : loop_(loop), work_(work), event_(event), upcasters_(upcasters), occasion_(occasion) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  const Event& event() const noexcept { return event_; }
  std::int32_t tenant() const noexcept { return event_.tenant_id; }
  runtime::EventLoop& loop() const noexcept { return loop_; }
  runtime::Deadline deadline() const noexcept { return work_.deadline(); }
  // The trace that emitted the event, going on: give it to lanes and to others that are called.
  // Null when nothing was traced, or several traces share the unit of work.
  telemetry::Trace* trace() const noexcept { return work_.trace(); }

  // Whether the event was delivered before, and is again because somebody asked for it.
  bool is_replay() const noexcept { return occasion_.kind == Occasion::Kind::replay; }
  // Whether mail and webhooks may leave on account of this delivery: consumers that send must ask.
  bool may_send() const noexcept { return occasion_.sends; }
  bool into_shadow() const noexcept { return occasion_.shadow; }

  // The event as what was emitted; an older version goes through the consumer's upcasters first.
  // Members that the struct does not know are left out: a newer producer may send more. Throws
  // Undeliverable for another type, a version without a way to this one, and a payload that does
  // not have the form.
  template <Described Payload>
  Payload payload() const {
    Payload payload;
    read_payload(Payload::kEventType, Payload::kEventVersion, type_of<Payload>, &payload);
    return payload;
  }

  bool has_open_work() const noexcept { return work_.is_open(); }
  store::UnitOfWork& work() { return work_.open(); }

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

 private:
  void read_payload(std::string_view type, std::int32_t version, const Type& described,
                    void* payload) const;

  runtime::EventLoop& loop_;
  SharedWork& work_;
  const Event& event_;
  std::span<const api::Upcaster> upcasters_;
  const Occasion& occasion_;
};

}  // namespace sangam::events
