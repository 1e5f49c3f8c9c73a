#include "suites/platform/jobs/jobs.h"

#include <algorithm>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/jobs/enqueue.h"
#include "suites/platform/jobs/statements.h"

namespace sangam::suites::platform {

namespace {

struct JobRow {
  Uuid id;
  std::string kind;
  std::string state;
  std::int32_t priority = 0;
  std::int32_t attempts = 0;
  std::int32_t tries = 0;
  std::string created_by;
  Timestamp created_at;
  std::optional<Uuid> schedule;
  std::optional<Timestamp> run_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  std::optional<std::int32_t> percent;
  std::optional<std::string> progress;
  std::optional<bool> cancel_requested;
  std::optional<std::string> error;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(JobRow, (id, ""), (kind, ""), (state, ""), (priority, ""), (attempts, ""),
                (tries, ""), (created_by, ""), (created_at, ""), (schedule, ""), (run_at, ""),
                (started_at, ""), (finished_at, ""), (percent, ""), (progress, ""),
                (cancel_requested, ""), (error, ""), (trace_id, ""))

struct TextsRow {
  std::string payload;
  std::optional<std::string> log;
};
SANGAM_DESCRIBE(TextsRow, (payload, ""), (log, ""))

struct AttemptRow {
  std::int32_t attempt = 0;
  std::string outcome;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  std::optional<std::string> error;
  std::optional<std::string> log;
};
SANGAM_DESCRIBE(AttemptRow, (attempt, ""), (outcome, ""), (started_at, ""), (finished_at, ""),
                (error, ""), (log, ""))

struct CancelledRow {
  std::int64_t ended = 0;
  std::int64_t asked = 0;
};
SANGAM_DESCRIBE(CancelledRow, (ended, ""), (asked, ""))

struct IdRow {
  Uuid id;
};
SANGAM_DESCRIBE(IdRow, (id, ""))

Job to_job(const JobRow& row) {
  Job job{.id = {row.id},
          .kind = row.kind,
          .state = row.state,
          .priority = row.priority,
          .attempts = row.attempts,
          .tries = row.tries,
          .created_by = row.created_by,
          .created_at = row.created_at,
          .schedule = {},
          .run_at = row.run_at,
          .started_at = row.started_at,
          .finished_at = row.finished_at,
          .percent = row.percent,
          .progress = row.progress,
          .cancel_requested = row.cancel_requested,
          .error = row.error,
          .trace_id = row.trace_id};
  if (row.schedule) job.schedule = JobScheduleId{*row.schedule};
  return job;
}

std::vector<std::string> lines_of(const std::optional<std::string>& log) {
  std::vector<std::string> lines;
  if (!log) return lines;
  for (std::size_t begin = 0; begin <= log->size();) {
    const auto end = std::min(log->find('\n', begin), log->size());
    lines.push_back(log->substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

JobAttempt to_attempt(const AttemptRow& row) {
  return {row.attempt, row.outcome, row.started_at, row.finished_at, row.error, lines_of(row.log)};
}

// The attempt that ended the job is told by the job's own row.
JobAttempt last_attempt(const JobRow& row, const TextsRow& texts) {
  return {row.attempts, row.state, row.started_at, row.finished_at, row.error, lines_of(texts.log)};
}

Task<JobRow> find(api::Call& call, JobId id) {
  auto row = co_await call.row<JobRow>(kFindJob, id);
  if (!row) throw Error{Code::not_found, "There is no such job."};
  co_return std::move(*row);
}

}  // namespace

void require_open_kind(const std::vector<JobKindInfo>& kinds, std::string_view kind) {
  if (std::ranges::none_of(kinds, [&](const auto& known) { return known.kind == kind; }))
    throw invalid_field("/kind", "unknown_value", "is no kind that can be started");
}

void require_json_object(std::string_view payload) {
  const auto document = api::JsonDocument::parse(payload);
  api::Problems problems;
  Nothing nothing;
  if (document) api::read_json(document->root(), type_of<Nothing>, &nothing, problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!document || !problems.empty())
    throw invalid_field("/payload", "malformed", "must be a JSON object");
}

Task<api::Page<Job>> JobOperations::list(api::Call& call, ListJobs request) {
  api::ListStatement list("platform.jobs.list", SANGAM_JOB_SELECT, call);
  if (request.state) list.filter("state = ?", std::string(name(*request.state)));
  if (request.kind) list.filter("kind = ?", request.kind->str());
  list.filter("schedule = ?", request.schedule);
  list.sorts({{"id", "id", "uuid"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-id");
  auto rows = co_await list.page<JobRow>(call, std::move(request.paging));
  api::Page<Job> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_job(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<JobDetail> JobOperations::get(api::Call& call, OneJob request) {
  const auto row = co_await find(call, request.id);
  const auto texts = co_await call.row<TextsRow>(kFindJobTexts, request.id);
  if (!texts) throw Error{Code::not_found, "There is no such job."};
  JobDetail detail{to_job(row), texts->payload, {}};
  for (const auto& attempt : co_await call.rows<AttemptRow>(kJobAttempts, request.id))
    detail.attempts.push_back(to_attempt(attempt));
  if (row.started_at) detail.attempts.push_back(last_attempt(row, *texts));
  co_return detail;
}

Task<StartedJob> JobOperations::start(api::Call& call, StartJob request) {
  require_open_kind(kinds_, request.kind.str());
  const std::string payload = request.payload ? request.payload->str() : "{}";
  require_json_object(payload);
  if (request.unique_key) {
    const auto holder =
        co_await call.row<IdRow>(kFindHolder, request.kind.str(), request.unique_key->str());
    if (holder) co_return StartedJob{{holder->id}};
  }
  jobs::JobOptions options;
  if (request.priority) options.priority = static_cast<std::int16_t>(request.priority->value);
  options.run_at = request.run_at;
  if (request.unique_key) options.unique_key = request.unique_key->str();
  if (request.tries) options.tries = static_cast<std::int32_t>(request.tries->value);
  const JobId id{jobs::enqueue_text(call.work(), request.kind.str(), payload,
                                    {call.now(), call.principal().id_text}, options)};
  call.set_target(id.str());
  co_return StartedJob{id};
}

Task<Job> JobOperations::cancel(api::Call& call, OneJob request) {
  call.set_target(request.id.str());
  const auto row = co_await call.row<CancelledRow>(kCancelJob, request.id, call.now());
  const auto job = co_await find(call, request.id);
  if (row->ended + row->asked == 0)
    throw Error{Code::conflict, "The job is over: " + job.state + "."};
  co_return to_job(job);
}

Task<Job> JobOperations::retry(api::Call& call, OneJob request) {
  call.set_target(request.id.str());
  const auto row = co_await call.row<IdRow>(kRetryJob, request.id);
  const auto job = co_await find(call, request.id);
  if (!row)
    throw Error{Code::conflict, "The job is " + job.state + ", neither dead nor cancelled."};
  co_return to_job(job);
}

Task<JobKindList> JobOperations::kinds(api::Call&, Nothing) { co_return JobKindList{kinds_}; }

}  // namespace sangam::suites::platform
