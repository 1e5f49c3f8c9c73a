#include "suites/platform/uploads/upload_store.h"

#include <algorithm>

#include "kernel/jobs/enqueue.h"
#include "suites/platform/uploads/jobs.h"
#include "suites/platform/uploads/statements.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::chrono::seconds kPatience{10};
// A client whose request was cut off by the end of the process has come back by then, or a job does
// it in their place.
constexpr std::int64_t kFinishAfter = 10 * kNanosecondsPerSecond;

struct OpenRow {
  std::int64_t uploads = 0;
  std::int64_t bytes = 0;
};
SANGAM_DESCRIBE(OpenRow, (uploads, ""), (bytes, ""))

Error over_limit(std::string_view what, std::string used, std::string allowed) {
  const auto detail = used + " of " + allowed + " are used";
  return {Code::quota_exceeded,
          "Your tenant has too much that is not uploaded to its end: " + detail + ".",
          {{"", std::string(what), detail}}};
}

void require_room(const OpenRow& open, const UploadRow& row, const UploadLimits& limits) {
  if (open.uploads >= limits.open_most)
    throw over_limit("open_uploads", std::to_string(open.uploads) + " uploads",
                     std::to_string(limits.open_most));
  if (row.length > limits.bytes_most - open.bytes)
    throw over_limit("upload_bytes", std::to_string(open.bytes) + " bytes",
                     std::to_string(limits.bytes_most));
}

}  // namespace

store::UnitOfWork UploadStore::work(store::Mode mode) const {
  store::UnitOfWork work(app_, tenant_, runtime::Deadline::in(kPatience), mode);
  work.record_in(trace_);
  return work;
}

Task<std::optional<UploadRow>> UploadStore::find(Uuid id) {
  auto reading = work(store::Mode::read_only);
  auto row = co_await reading.row<UploadRow>(kFindUpload, id);
  if (row && row->state == UploadState::ended) co_return std::nullopt;
  co_return row;
}

Task<std::vector<UploadRow>> UploadStore::find_parts(std::vector<Uuid> ids) {
  auto reading = work(store::Mode::read_only);
  auto rows = co_await reading.rows<UploadRow>(kFindParts, ids);
  std::ranges::sort(
      rows, {}, [&](const UploadRow& row) { return std::ranges::find(ids, row.id) - ids.begin(); });
  co_return rows;
}

Task<std::optional<UploadRow>> UploadStore::create(UploadRow row, UploadLimits limits) {
  auto writing = work();
  co_await writing.run(kLockOpen);
  if (auto known = co_await writing.row<UploadRow>(kFindUpload, row.id)) co_return known;
  if (row.kind != UploadKind::final)
    require_room(*co_await writing.row<OpenRow>(kCountOpen), row, limits);
  writing.later(kInsertUpload, row.id, row.kind, row.operation, row.request, row.metadata,
                row.actor, row.actor_kind, row.actor_id, row.lasting, row.length, row.received,
                row.parts, row.state, row.created_at, row.expires_at);
  const jobs::Origin origin{row.created_at, row.actor};
  jobs::enqueue(writing, ForgetUpload{UploadId{row.id}}, origin, {.run_at = row.expires_at});
  if (row.state == UploadState::received && row.lasting)
    jobs::enqueue(writing, FinishUpload{UploadId{row.id}}, origin,
                  {.run_at = Timestamp{row.created_at.nanoseconds + kFinishAfter}});
  co_await writing.commit();
  co_return std::nullopt;
}

Task<bool> UploadStore::take_over(Writing writing) {
  auto taking = work();
  const auto taken = co_await taking.run(kTakeOver, writing.upload, writing.writer,
                                         writing.received, writing.expires_at);
  if (taken.rows() == 0) co_return false;
  taking.later(kDropBehind, writing.upload, writing.received);
  co_await taking.commit();
  co_return true;
}

Task<bool> UploadStore::append(Writing& writing, std::string bytes) {
  const auto behind = writing.received + static_cast<std::int64_t>(bytes.size());
  auto adding = work();
  if (behind == writing.length && writing.finishes_later)
    jobs::enqueue(adding, FinishUpload{UploadId{writing.upload}}, {writing.now, writing.actor},
                  {.run_at = Timestamp{writing.now.nanoseconds + kFinishAfter}});
  const auto added =
      co_await adding.run(kAppend, writing.upload, writing.writer, writing.received, behind,
                          writing.expires_at, store::Bytes{std::move(bytes)});
  if (added.rows() == 0) co_return false;
  co_await adding.commit();
  writing.received = behind;
  co_return true;
}

Task<bool> UploadStore::hold(Writing writing, std::int64_t at, std::string bytes) {
  auto holding = work();
  const auto held =
      co_await holding.run_and_commit(kHold, writing.upload, writing.writer, writing.received,
                                      writing.received + at, store::Bytes{std::move(bytes)});
  co_return held.rows() == 1;
}

Task<bool> UploadStore::accept(Writing& writing, std::int64_t bytes) {
  const auto behind = writing.received + bytes;
  auto accepting = work();
  if (behind == writing.length && writing.finishes_later)
    jobs::enqueue(accepting, FinishUpload{UploadId{writing.upload}}, {writing.now, writing.actor},
                  {.run_at = Timestamp{writing.now.nanoseconds + kFinishAfter}});
  const auto accepted = co_await accepting.run(kAccept, writing.upload, writing.writer,
                                               writing.received, behind, writing.expires_at);
  if (accepted.rows() == 0) co_return false;
  co_await accepting.commit();
  writing.received = behind;
  co_return true;
}

Task<void> UploadStore::drop_held(Writing writing) {
  auto dropping = work();
  dropping.later(kDropBehind, writing.upload, writing.received);
  co_await dropping.commit();
}

Task<bool> UploadStore::claim(Uuid id, Timestamp machine_now, Timestamp until) {
  auto claiming = work();
  const auto claimed =
      co_await claiming.run_and_commit(kClaim, id, machine_now.nanoseconds, until.nanoseconds);
  co_return claimed.rows() == 1;
}

Task<void> UploadStore::extend(Uuid id, Timestamp until) {
  auto extending = work();
  extending.later(kExtend, id, until.nanoseconds);
  co_await extending.commit();
}

Task<void> UploadStore::release(Uuid id) {
  auto releasing = work();
  releasing.later(kRelease, id);
  co_await releasing.commit();
}

Task<void> UploadStore::finish(UploadRow row) {
  auto finishing = work();
  finishing.later(kFinish, row.id, row.state, row.reply_status, row.reply, row.finished_at,
                  row.expires_at);
  co_await finishing.commit();
}

Task<std::vector<PieceRow>> UploadStore::read(Uuid id, std::int64_t position) {
  auto reading = work(store::Mode::read_only);
  co_return co_await reading.rows<PieceRow>(kReadPieces, id, position);
}

Task<bool> UploadStore::end(Uuid id, Timestamp machine_now) {
  {
    auto ending = work();
    const auto ended = co_await ending.run_and_commit(kEnd, id, machine_now.nanoseconds);
    if (ended.rows() == 0) co_return false;
  }
  co_await drop_pieces(id);
  auto dropping = work();
  dropping.later(kDropUpload, id);
  co_await dropping.commit();
  co_return true;
}

Task<void> UploadStore::drop_pieces(Uuid id) {
  for (std::int64_t gone = 1; gone > 0;) {
    auto dropping = work();
    gone = (co_await dropping.run_and_commit(kDropPieces, id)).affected();
  }
}

}  // namespace sangam::suites::platform::uploads
