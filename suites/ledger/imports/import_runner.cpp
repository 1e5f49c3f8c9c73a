#include "suites/ledger/imports/import_runner.h"

#include "kernel/clock/clock.h"
#include "kernel/store/bytes.h"
#include "kernel/telemetry/log.h"
#include "suites/ledger/imports/chunk_runner.h"
#include "suites/ledger/imports/statements.h"

namespace sangam::suites::ledger::imports {

namespace {

constexpr std::chrono::seconds kDatabasePatience{30};
constexpr std::chrono::seconds kRetryPause{1};
// A minute of trying again; a restarting database is back long before.
constexpr int kRetries = 60;

struct ChunkRow {
  std::int32_t number = 0;
  std::int64_t first_line = 0;
  store::Bytes lines;
};
SANGAM_DESCRIBE(ChunkRow, (number, ""), (first_line, ""), (lines, ""))

store::UnitOfWork open_work(const ImportJob& job, api::Pools pools, store::Mode mode) {
  return {*pools.app, job.tenant->number, runtime::Deadline::in(kDatabasePatience), mode};
}

lane::AuditEntry audit_of(const ImportRow& import, const ChunkRow& chunk, Timestamp now) {
  return {.id = clock::new_uuid(now),
          .at = now,
          .actor = import.actor,
          .actor_kind = import.actor_kind,
          .operation = "ledger.imports.run",
          .request_id = "chunk_" + std::to_string(chunk.number),
          .target = "imp_" + to_base32(import.id)};
}

void add_rejects(store::UnitOfWork& work, const Uuid& import, const ChunkResult& result) {
  if (result.rejected.empty()) return;
  std::vector<std::int64_t> lines;
  std::vector<std::string> statuses, reasons, contents;
  for (const auto& rejected : result.rejected) {
    lines.push_back(rejected.line);
    statuses.push_back(rejected.status);
    reasons.push_back(rejected.reason);
    contents.push_back(rejected.content);
  }
  work.later(kInsertRejects, import, lines, statuses, reasons, contents);
}

}  // namespace

void ImportRunner::start(ImportJob job, runtime::EventLoop& loop, api::Pools pools) {
  if (begin()) start_detached(run(std::move(job), loop, pools));
}

void ImportRunner::stop() {
  stopping_ = true;
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return running_ == 0; });
}

bool ImportRunner::begin() {
  const std::lock_guard lock(mutex_);
  if (stopping_) return false;
  ++running_;
  return true;
}

void ImportRunner::end() {
  const std::lock_guard lock(mutex_);
  --running_;
  idle_.notify_all();
}

Task<void> ImportRunner::run(ImportJob job, runtime::EventLoop& loop, api::Pools pools) {
  for (int attempt = 0; attempt < kRetries && !stopping_; ++attempt) {
    try {
      co_await carry_out(job, loop, pools);
      break;
    } catch (const std::exception& failure) {
      log::warning("an import is interrupted",
                   {{"import", to_base32(job.import)}, {"reason", failure.what()}});
    }
    co_await runtime::sleep(loop, kRetryPause);
  }
  end();
}

Task<void> ImportRunner::carry_out(const ImportJob& job, runtime::EventLoop& loop,
                                   api::Pools pools) {
  Resolver resolver;
  while (!stopping_)
    if (!co_await run_next_chunk(job, loop, pools, resolver)) {
      co_await finish(job, pools, "done", std::nullopt);
      co_return;
    }
}

// False when no chunk is left.
Task<bool> ImportRunner::run_next_chunk(const ImportJob& job, runtime::EventLoop& loop,
                                        api::Pools pools, Resolver& resolver) {
  auto read = open_work(job, pools, store::Mode::read_only);
  const auto import = co_await read.row<ImportRow>(kFindImport, job.import);
  if (!import || import->state != "running") co_return false;
  auto chunk = co_await read.row<ChunkRow>(kFindChunk, job.import);
  if (!chunk) co_return false;
  const Timestamp now{clock::system_now().nanoseconds + job.tenant->clock_offset_nanoseconds};
  ImportIdentity identity{job.tenant->number, job.tenant->sandbox, job.import,
                          audit_of(*import, *chunk, now)};
  const auto result = co_await run_chunk(lanes_, loop, read, resolver, std::move(identity),
                                         chunk->first_line, std::move(chunk->lines.value));
  auto write = open_work(job, pools, store::Mode::read_write);
  write.later(kDeleteChunk, job.import, chunk->number);
  add_rejects(write, job.import, result);
  write.later(kAdvanceImport, job.import, result.lines, result.created, result.existing,
              static_cast<std::int64_t>(result.rejected.size()));
  co_await write.commit();
  co_return true;
}

Task<void> ImportRunner::finish(const ImportJob& job, api::Pools pools, std::string state,
                                std::optional<std::string> failure) {
  auto work = open_work(job, pools, store::Mode::read_write);
  const Timestamp now{clock::system_now().nanoseconds + job.tenant->clock_offset_nanoseconds};
  work.later(kFinishImport, job.import, state, failure, now);
  co_await work.commit();
}

}  // namespace sangam::suites::ledger::imports
