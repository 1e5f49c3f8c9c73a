#pragma once

// UploadStore: uploads of one tenant as rows. Every step is a transaction of its own, of some
// hundred kilobytes at most, so nothing is held while a client sends.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/call.h"
#include "kernel/store/bytes.h"
#include "suites/platform/uploads/types.h"

namespace sangam::suites::platform::uploads {

// Bytes that are kept at a time.
inline constexpr std::size_t kPieceBytes = 256 * 1024;

struct PieceRow {
  std::int64_t position = 0;
  store::Bytes bytes;
};
SANGAM_DESCRIBE(PieceRow, (position, ""), (bytes, ""))

// Who sends, from where and until when what they send is kept.
struct Writing {
  Uuid upload;
  Uuid writer;                // the request
  std::int64_t received = 0;  // accepted so far
  std::int64_t length = 0;    // of the upload
  Timestamp expires_at;
  Timestamp now;                // on the tenant's clock
  bool finishes_later = false;  // once it is complete a job sees to its operation
  std::string actor;
};

// Belongs to the loop of its pool.
class UploadStore {
 public:
  // Both outlive it; `trace` may be null.
  UploadStore(store::Pool& app, std::int32_t tenant, telemetry::Trace* trace)
      : app_(app), tenant_(tenant), trace_(trace) {}

  // Nothing when there is none, or it ended.
  Task<std::optional<UploadRow>> find(Uuid id);
  // Those that are there, in the order of `ids`.
  Task<std::vector<UploadRow>> find_parts(std::vector<Uuid> ids);
  // Makes it, with the job that forgets it one day, within the tenant's limits:
  // Error{quota_exceeded} past them. Returns what is there already under its id.
  Task<std::optional<UploadRow>> create(UploadRow row, UploadLimits limits);

  // From here on only this writer adds; what an earlier one sent and was not accepted is gone.
  // False when something else was received than it takes to be.
  Task<bool> take_over(Writing writing);
  // Accepts bytes behind what is received. False when another writer has taken over. `writing` then
  // stands behind them.
  Task<bool> append(Writing& writing, std::string bytes);
  // Keeps bytes that are not accepted yet, `at` behind what is received.
  Task<bool> hold(Writing writing, std::int64_t at, std::string bytes);
  Task<bool> accept(Writing& writing, std::int64_t bytes);
  Task<void> drop_held(Writing writing);

  // Whether the caller is who runs its operation now.
  Task<bool> claim(Uuid id, Timestamp machine_now, Timestamp until);
  Task<void> extend(Uuid id, Timestamp until);
  Task<void> release(Uuid id);
  Task<void> finish(UploadRow row);
  Task<std::vector<PieceRow>> read(Uuid id, std::int64_t position);

  // False while somebody runs it. What it holds goes in steps, the row last.
  Task<bool> end(Uuid id, Timestamp machine_now);
  Task<void> drop_pieces(Uuid id);

 private:
  store::UnitOfWork work(store::Mode mode = store::Mode::read_write) const;

  store::Pool& app_;
  const std::int32_t tenant_;
  telemetry::Trace* const trace_;
};

}  // namespace sangam::suites::platform::uploads
