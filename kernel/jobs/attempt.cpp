#include "kernel/jobs/attempt.h"

#include "base/error.h"
#include "kernel/events/backoff.h"
#include "kernel/jobs/statements.h"
#include "kernel/store/database_error.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::jobs {

namespace {

// Of an error's text in the history.
constexpr std::size_t kErrorMax = 2'000;
// A kind that nobody knows here: another version of the program may.
constexpr std::chrono::seconds kUnknownKindPause{60};
constexpr std::chrono::seconds kUnavailablePause{1};

struct Verdict {
  Fate fate = Fate::done;
  std::string error{};
};

Verdict verdict_of(const store::DatabaseError& error) {
  if (error.is(kClaimLost) || error.is(kJobGone)) return {Fate::lost, error.what()};
  return {Fate::failed, error.what()};
}

Task<Fate> carry_out(const Handler& handler, Job& job) {
  job.throw_if_cancelled();
  co_await handler.handle(job);
  co_return co_await job.commit() ? Fate::committed : Fate::done;
}

// What the task throws, as a value.
Task<Verdict> catch_all(Task<Fate> task) {
  try {
    co_return Verdict{co_await std::move(task)};
  } catch (const store::DatabaseError& error) {
    co_return verdict_of(error);
  } catch (const Error& error) {
    co_return Verdict{passes_with_time(error.code) ? Fate::unavailable : Fate::failed,
                      error.what()};
  } catch (const Hopeless& error) {
    co_return Verdict{Fate::hopeless, error.what()};
  } catch (const Cancelled& error) {
    co_return Verdict{Fate::cancelled, error.what()};
  } catch (const std::exception& error) {
    co_return Verdict{Fate::failed, error.what()};
  }
}

bool has_failed(Fate fate) {
  return fate == Fate::failed || fate == Fate::hopeless || fate == Fate::unavailable;
}

std::int64_t pause_of(const Handler& handler, const ClaimedJob& job, Fate fate) {
  if (fate == Fate::unavailable)
    return events::pause_after(1, kUnavailablePause, kUnavailablePause).count();
  return events::pause_after(job.attempts + 1, handler.first_pause, handler.longest_pause).count();
}

}  // namespace

Task<Outcome> attempt(runtime::EventLoop& loop, store::Pool& app, const Handler* handler,
                      ClaimedJobPointer claimed) {
  const auto patience = handler ? handler->deadline : std::chrono::seconds(1);
  telemetry::Trace trace;
  if (claimed->trace) trace.resume(claimed->trace->parent, claimed->kind, claimed->tenant);
  Job job(loop, app, *claimed, runtime::Deadline::in(patience), claimed->trace ? &trace : nullptr);
  Outcome outcome{.job = claimed, .started_at = job.started_at()};
  if (!handler) {
    outcome.fate = Fate::unavailable;
    outcome.error = "nobody here does jobs of the kind " + claimed->kind;
    outcome.finished_at = job.now();
    outcome.pause = std::chrono::nanoseconds(kUnknownKindPause).count();
    co_return outcome;
  }
  auto verdict = co_await catch_all(carry_out(*handler, job));
  outcome.fate = verdict.fate;
  outcome.finished_at = job.now();
  outcome.log = job.lines();
  outcome.reported = job.reported();
  if (!verdict.error.empty()) outcome.error = verdict.error.substr(0, kErrorMax);
  if (verdict.fate == Fate::failed || verdict.fate == Fate::unavailable)
    outcome.pause = pause_of(*handler, *claimed, verdict.fate);
  if (claimed->trace)
    telemetry::tracer().finish_work(trace, has_failed(verdict.fate),
                                    runtime::monotonic_nanoseconds());
  co_return outcome;
}

}  // namespace sangam::jobs
