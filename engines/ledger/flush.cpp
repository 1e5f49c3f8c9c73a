// Writing behind: which stored account and ledger rows are older than memory.

#include "base/assert.h"
#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

// An entry may be stale: a discarded batch took its account away, or it was queued twice.
Flush Shard::take_flush() {
  Flush flush{.as_of = state_->last_timestamp};
  for (const NumberKey& key : state_->dirty_accounts) {
    AccountSlot* slot = state_->tenant(key.tenant).account(key.number);
    if (slot == nullptr || !slot->dirty) continue;
    slot->dirty = false;
    flush.accounts.push_back(slot->account);
  }
  for (const NumberKey& key : state_->dirty_ledgers) {
    LedgerSlot* slot = state_->tenant(key.tenant).ledger(key.number);
    if (slot == nullptr || !slot->dirty) continue;
    slot->dirty = false;
    flush.ledgers.push_back(slot->ledger);
  }
  state_->dirty_accounts.clear();
  state_->dirty_ledgers.clear();
  if (state_->batch_open) {
    SANGAM_ASSERT(state_->flushed.accounts.empty() && state_->flushed.ledgers.empty());
    state_->flushed = flush;
  }
  return flush;
}

void Shard::flush_failed(const Flush& flush) {
  SANGAM_ASSERT(!state_->batch_open);
  for (const Account& account : flush.accounts) {
    AccountSlot* slot = state_->tenant(account.tenant).account(account.number);
    if (slot != nullptr) state_->mark_dirty(*slot);
  }
  for (const Ledger& ledger : flush.ledgers) {
    LedgerSlot* slot = state_->tenant(ledger.tenant).ledger(ledger.number);
    if (slot != nullptr) state_->mark_dirty(*slot);
  }
}

}  // namespace sangam::engines::ledger
