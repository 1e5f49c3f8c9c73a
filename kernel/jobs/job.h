#pragma once

// Job: the context of one attempt at a job, as Call is of a request.
//
// What it does through work() becomes durable together with the job's end, or not at all: the
// effect is there exactly once. Steps that a long job takes before go through step(): they must be
// harmless to repeat, as must be everything done outside the database.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.h"
#include "base/scalars.h"
#include "kernel/jobs/claimed_job.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::jobs {

// A job that no repetition will mend: it is dead at once. Thrown by handlers and by payload().
struct Hopeless : std::exception {
  explicit Hopeless(std::string text) : text(std::move(text)) {}
  const char* what() const noexcept override { return text.c_str(); }
  std::string text;
};

// Thrown by throw_if_cancelled(); ends the job.
struct Cancelled : std::exception {
  const char* what() const noexcept override { return "cancelled"; }
};

// Lives as long as its handler runs; used by one coroutine at a time, on its loop's thread.
class Job {
 public:
  // `app` is the pool of the role sangam_app on `loop`; `trace` may be null. All must outlive the
  // job.
  Job(runtime::EventLoop& loop, store::Pool& app, const ClaimedJob& claimed,
      runtime::Deadline deadline, telemetry::Trace* trace);
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  const Uuid& id() const noexcept { return claimed_.id; }
  std::int32_t tenant() const noexcept { return claimed_.tenant; }
  const std::string& kind() const noexcept { return claimed_.kind; }
  const std::string& created_by() const noexcept { return claimed_.created_by; }
  std::int32_t attempt() const noexcept { return claimed_.attempts + 1; }  // from 1
  std::int32_t tries() const noexcept { return claimed_.tries; }
  runtime::EventLoop& loop() const noexcept { return loop_; }
  runtime::Deadline deadline() const noexcept { return deadline_; }
  // The trace that enqueued the job, going on; null when nothing was traced. Units of work of the
  // job record in it; give it to others that are called.
  telemetry::Trace* trace() const noexcept { return trace_; }
  // Time on the tenant's clock.
  Timestamp now() const;

  // The payload as what was enqueued. Throws Hopeless when it has another form.
  template <Described Payload>
  Payload payload() const {
    Payload payload;
    read_payload(Payload::kJobKind, type_of<Payload>, &payload);
    return payload;
  }
  const std::string& payload_text() const noexcept { return claimed_.payload; }

  // Somebody wants the job to end: looked at between steps.
  bool cancelled() const noexcept { return claimed_.cancelled.load(std::memory_order_relaxed); }
  // Throws Cancelled; or Error{unavailable} when the process ends, so that another goes on.
  void throw_if_cancelled() const;
  // Resumes after `duration`; throws as throw_if_cancelled() as soon as that does.
  Task<void> pause(runtime::nanoseconds duration);

  // A line for people, kept with the attempt; 100 lines and 8 KiB at most, what is more is left
  // out.
  void log(std::string_view line);
  // How far it is: 0..100, and a sentence. A round trip; for a second or more of work between two.
  Task<void> report(std::int32_t percent, std::string text);

  // A unit of work of its own, committed by the handler.
  store::UnitOfWork step(store::Mode mode = store::Mode::read_write) const;

  // The unit of work that ends the job; committed after the handler returned.
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
  template <class... Args>
  void later(const store::Statement& statement, const Args&... args) {
    work().later(statement, args...);
  }

  // For who runs the handler: ends the unit of work, if it was opened, and with it the job; false
  // when there is none.
  Task<bool> commit();
  Timestamp started_at() const noexcept { return started_at_; }
  bool reported() const noexcept { return reported_; }
  std::optional<std::string> lines() const;

 private:
  void read_payload(std::string_view kind, const Type& type, void* payload) const;

  runtime::EventLoop& loop_;
  store::Pool& app_;
  const ClaimedJob& claimed_;
  runtime::Deadline deadline_;
  telemetry::Trace* trace_;
  Timestamp started_at_;
  std::optional<store::UnitOfWork> work_;
  std::string log_;
  int lines_ = 0;
  bool reported_ = false;
};

}  // namespace sangam::jobs
