#include "kernel/jobs/job.h"

#include <algorithm>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/statements.h"

namespace sangam::jobs {

namespace {

constexpr int kMaxLines = 100;
constexpr std::size_t kMaxLog = 8 * 1024;
constexpr std::size_t kMaxProgressText = 500;
// Cancelling is noticed this soon inside a sleep.
constexpr std::chrono::milliseconds kSleepSlice{50};

}  // namespace

Job::Job(runtime::EventLoop& loop, store::Pool& app, const ClaimedJob& claimed,
         runtime::Deadline deadline, telemetry::Trace* trace)
    : loop_(loop),
      app_(app),
      claimed_(claimed),
      deadline_(deadline),
      trace_(trace),
      started_at_(now()) {}

Timestamp Job::now() const { return {clock::system_now().nanoseconds + claimed_.clock_offset}; }

void Job::read_payload(std::string_view kind, const Type& type, void* payload) const {
  if (kind != claimed_.kind)
    throw Hopeless("expected a job " + std::string(kind) + ", got " + claimed_.kind);
  const auto document = api::JsonDocument::parse(claimed_.payload);
  if (!document) throw Hopeless("the payload is not JSON: " + document.error().reason);
  api::Problems problems;
  api::read_json(document->root(), type, payload, problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!problems.empty())
    throw Hopeless("the payload: " + problems.front().pointer + " " + problems.front().detail);
}

void Job::throw_if_cancelled() const {
  if (cancelled()) throw Cancelled();
  if (claimed_.stopping.load(std::memory_order_relaxed))
    throw Error{Code::unavailable, "the process that runs this ends"};
}

Task<void> Job::pause(runtime::nanoseconds duration) {
  const auto end = runtime::Deadline::in(duration);
  for (throw_if_cancelled(); !end.passed(); throw_if_cancelled())
    co_await runtime::sleep(loop_, std::min<runtime::nanoseconds>(end.remaining(), kSleepSlice));
}

void Job::log(std::string_view line) {
  if (lines_ == kMaxLines || log_.size() + line.size() + 1 > kMaxLog) return;
  if (lines_++ > 0) log_ += '\n';
  for (const char c : line)
    log_ += c == '\n' || c == '\0' ? ' ' : c;
}

std::optional<std::string> Job::lines() const {
  if (lines_ == 0) return std::nullopt;
  return log_;
}

Task<void> Job::report(std::int32_t percent, std::string text) {
  reported_ = true;
  if (text.size() > kMaxProgressText) text.resize(kMaxProgressText);
  auto work = step();
  work.later(kReport, claimed_.id, std::clamp(percent, 0, 100), text, now());
  co_await work.commit();
}

store::UnitOfWork Job::step(store::Mode mode) const {
  store::UnitOfWork work(app_, claimed_.tenant, deadline_, mode);
  work.record_in(trace_);
  return work;
}

store::UnitOfWork& Job::work() {
  if (!work_) work_.emplace(step());
  return *work_;
}

Task<bool> Job::commit() {
  if (!work_) co_return false;
  work_->later(kFinish, claimed_.claim, claimed_.id, started_at_, now(), lines());
  co_await work_->commit();
  co_return true;
}

}  // namespace sangam::jobs
