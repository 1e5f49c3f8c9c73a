#pragma once

// The operations of a batch, over the state of a shard. They are told their timestamp and change
// the state only when they succeed.

#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

// Fills `result` and returns its status. A poisoned id is the caller's matter, after its chain has
// been rolled back.
TransferStatus execute_transfer(State& state, const TransferCommand& command, Timestamp now,
                                TransferResult& result);
// The part of execute_transfer for posts and voids whose id is new.
TransferStatus resolve_pending(State& state, const TransferCommand& command, Timestamp now,
                               TransferResult& result);
// Releases one hold whose time has come.
void expire_hold(State& state, const TransferRecord& hold, Timestamp now);

AccountStatus execute_account(State& state, const CreateAccount& command, Timestamp now,
                              AccountResult& result);

void describe_row(const TransferRecord& row, TransferResult& result);

}  // namespace sangam::engines::ledger
