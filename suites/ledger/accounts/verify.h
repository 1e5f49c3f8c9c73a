#pragma once

// Verifying the hash chains of all ledgers: proof that no row was changed, dropped or moved since
// it was written. Reads every row once, in constant memory; may run beside a serving process.

#include <optional>
#include <string>
#include <vector>

#include "engines/ledger/chain.h"
#include "kernel/store/batch_connection.h"

namespace sangam::suites::ledger {

struct VerifiedLedger {
  std::int32_t tenant = 0;
  Uuid id;
  std::string name;
  std::int64_t rows = 0;  // that hold together
  std::optional<engines::ledger::ChainBreak> broken;
};

// `connection` is of the role lane.
std::vector<VerifiedLedger> verify_ledgers(store::BatchConnection& connection,
                                           runtime::Deadline deadline);

}  // namespace sangam::suites::ledger
