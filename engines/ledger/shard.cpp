#include "engines/ledger/shard.h"

#include "base/assert.h"
#include "engines/ledger/operations.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

Shard::Shard(RecentIds& recent) : state_(std::make_unique<State>(recent)) {}
Shard::~Shard() = default;

void Shard::needs(std::span<const TransferCommand> request, Needs& needs) const {
  for (const TransferCommand& command : request) {
    const TransferKey key{command.tenant, command.id};
    if (state_->recent.may_exist(key.tenant, key.id)) needs.ids.push_back(key);
    if (!has(command.flags, transfer_flag::kResolves)) continue;
    const TransferKey pending{command.tenant, command.pending_id};
    const bool is_open = state_->open_holds.contains(pending);
    if (!is_open && state_->recent.may_exist(pending.tenant, pending.id)) {
      needs.pending_ids.push_back(pending);
    }
  }
}

void Shard::supply(TransferRecord row) {
  SANGAM_ASSERT(!state_->batch_open);
  const TransferKey resolved{row.tenant, row.pending_id};
  switch (row.kind) {
    case Kind::post:
      state_->supplied_resolutions.try_emplace(resolved, HoldState::posted);
      break;
    case Kind::void_:
      state_->supplied_resolutions.try_emplace(resolved, HoldState::voided);
      break;
    case Kind::expiry:
      state_->supplied_resolutions.try_emplace(resolved, HoldState::expired);
      break;
    case Kind::transfer:
    case Kind::hold:
      break;
  }
  const auto index = static_cast<std::uint32_t>(state_->supplied.size());
  const KnownId known_id{KnownId::Source::supplied, index};
  if (state_->known.try_emplace({row.tenant, row.id}, known_id).second) {
    state_->supplied.push_back(std::move(row));
  }
}

void Shard::supply(FailedRecord row) {
  SANGAM_ASSERT(!state_->batch_open);
  const auto index = static_cast<std::uint32_t>(state_->supplied_failed.size());
  const KnownId known_id{KnownId::Source::supplied_failed, index};
  if (state_->known.try_emplace({row.tenant, row.id}, known_id).second) {
    state_->supplied_failed.push_back(row);
  }
}

void Shard::open(Timestamp now) {
  SANGAM_ASSERT(!state_->batch_open);
  SANGAM_ASSERT(state_->rows.empty() && state_->journal.empty());
  state_->batch_open = true;
  state_->batch_time = now;
  state_->last_timestamp_before = state_->last_timestamp;
}

std::size_t Shard::expire(std::size_t limit) {
  SANGAM_ASSERT(state_->batch_open);
  std::size_t expired = 0;
  while (expired < limit && !state_->expiries.empty()) {
    const auto& [due, hold] = *state_->expiries.begin();
    const std::int64_t next =
        std::max(state_->batch_time.nanoseconds, state_->last_timestamp.nanoseconds + 1);
    if (due.first > next) break;
    expire_hold(*state_, *hold, state_->next_timestamp());
    ++expired;
  }
  return expired;
}

const BatchRows& Shard::rows() const noexcept { return state_->rows; }

void Shard::commit() {
  SANGAM_ASSERT(state_->batch_open);
  SANGAM_ASSERT(state_->last_timestamp >= state_->last_timestamp_before);
  for (const TransferRecord& row : state_->rows.transfers) {
    state_->recent.remember(row.tenant, row.id);
  }
  for (const FailedRecord& row : state_->rows.failed)
    state_->recent.remember(row.tenant, row.id);
  state_->forget_batch();
}

void Shard::discard() {
  SANGAM_ASSERT(state_->batch_open);
  state_->roll_back({});
  state_->last_timestamp = state_->last_timestamp_before;
  const Flush flushed = std::move(state_->flushed);
  state_->forget_batch();
  flush_failed(flushed);
}

}  // namespace sangam::engines::ledger
