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

Timestamp now_of(const ImportJob& job) {
  return {clock::system_now().nanoseconds + job.tenant->clock_offset_nanoseconds};
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
  if (begin(job.import)) start_detached(run(std::move(job), loop, pools));
}

void ImportRunner::stop() {
  stopping_ = true;
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return running_.empty(); });
}

// False while it runs already: then it looks at its rows once more before it ends.
bool ImportRunner::begin(const Uuid& import) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return false;
  const auto [running, is_new] = running_.try_emplace(import, false);
  if (!is_new) running->second = true;
  return is_new;
}

// False when it was started again meanwhile.
bool ImportRunner::end(const Uuid& import) {
  const std::lock_guard lock(mutex_);
  const auto running = running_.find(import);
  if (running->second && !stopping_) {
    running->second = false;
    return false;
  }
  running_.erase(running);
  idle_.notify_all();
  return true;
}

Task<void> ImportRunner::run(ImportJob job, runtime::EventLoop& loop, api::Pools pools) {
  int failures = 0;
  for (bool ended = false; !ended;) {
    try {
      if (failures < kRetries) co_await carry_out(job, loop, pools);
      else co_await fail(job, pools);
      failures = 0;
      ended = end(job.import);
      continue;
    } catch (const std::exception& failure) {
      log::warning("an import is interrupted",
                   {{"import", to_base32(job.import)}, {"reason", failure.what()}});
    }
    ++failures;
    if (!stopping_) co_await runtime::sleep(loop, kRetryPause);
    // What is left goes on at the next start.
    else ended = end(job.import);
  }
}

Task<void> ImportRunner::carry_out(const ImportJob& job, runtime::EventLoop& loop,
                                   api::Pools pools) {
  Resolver resolver;
  while (!stopping_)
    if (!co_await run_next_chunk(job, loop, pools, resolver)) {
      co_await finish(job, pools);
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
  ImportIdentity identity{job.tenant->number, job.tenant->sandbox, job.import,
                          audit_of(*import, *chunk, now_of(job)), import->posted_until};
  const auto result = co_await run_chunk(lanes_, loop, read, resolver, std::move(identity),
                                         chunk->first_line, std::move(chunk->lines.value));
  auto write = open_work(job, pools, store::Mode::read_write);
  write.later(kLockImport, job.import);
  add_rejects(write, job.import, result);
  write.later(kAdvanceImport, job.import, chunk->number, result.lines, result.created,
              result.existing, static_cast<std::int64_t>(result.rejected.size()),
              result.posted_until);
  co_await write.commit();
  co_return true;
}

Task<void> ImportRunner::finish(const ImportJob& job, api::Pools pools) {
  auto work = open_work(job, pools, store::Mode::read_write);
  work.later(kFinishImport, job.import, now_of(job));
  co_await work.commit();
}

Task<void> ImportRunner::fail(const ImportJob& job, api::Pools pools) {
  auto work = open_work(job, pools, store::Mode::read_write);
  work.later(kFailImport, job.import,
             "It was interrupted too often. Resume it when the ledger can be written again.");
  co_await work.commit();
}

}  // namespace sangam::suites::ledger::imports
