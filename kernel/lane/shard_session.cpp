#include "kernel/lane/shard_session.h"

#include "base/assert.h"
#include "base/scalars.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/rows.h"

namespace sangam::lane {

namespace {

struct ShardRow {
  std::int64_t epoch = 0;
  std::int64_t last_batch = 0;
  std::int64_t last_timestamp = 0;
  std::int64_t flushed_timestamp = 0;
};
SANGAM_DESCRIBE(ShardRow, (epoch, "Raised at each take-over"), (last_batch, "Number"),
                (last_timestamp, "Nanoseconds"), (flushed_timestamp, "Nanoseconds"))

constexpr store::Statement kSetFlushed{
    "kernel.lanes.set_flushed", "update kernel.lanes set flushed_timestamp = $2 where shard = $1",
    store::Scope::platform};

}  // namespace

LostBatch ShardSession::take_over(store::BatchConnection& connection, runtime::Deadline deadline) {
  const auto result = connection.run(deadline, store::kTakeOver, shard_, address_);
  const auto row = store::read_rows<ShardRow>(result).at(0);
  const bool ours_before = epoch_ > 0 && row.epoch == epoch_ + 1;
  auto lost = LostBatch::none;
  if (owned() && !ours_before) lost = LostBatch::unknown;
  else if (under_way_)
    lost = row.last_batch == last_batch_ + 1 ? LostBatch::committed : LostBatch::not_committed;
  SANGAM_ASSERT(!ours_before || row.last_batch == last_batch_ || row.last_batch == last_batch_ + 1);
  epoch_ = row.epoch;
  last_batch_ = row.last_batch;
  held_ = true;
  under_way_ = false;
  position_ = {shard_, Timestamp{row.last_timestamp}, Timestamp{row.flushed_timestamp}};
  return lost;
}

void ShardSession::send_fence(store::BatchConnection& connection, Timestamp last_timestamp) {
  SANGAM_ASSERT(held_ && !under_way_);
  connection.send(store::kFence, {store::BinaryValue(shard_), store::BinaryValue(epoch_),
                                  store::BinaryValue(last_batch_ + 1),
                                  store::BinaryValue(last_timestamp.nanoseconds)});
  under_way_ = true;
}

void ShardSession::send_flushed(store::BatchConnection& connection, Timestamp flushed) const {
  connection.send(kSetFlushed,
                  {store::BinaryValue(shard_), store::BinaryValue(flushed.nanoseconds)});
}

void ShardSession::batch_committed() noexcept {
  SANGAM_ASSERT(under_way_);
  ++last_batch_;
  under_way_ = false;
}

}  // namespace sangam::lane
