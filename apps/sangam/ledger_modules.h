#pragma once

// The modules that move money: ledgers, imports, settlements, payouts.

#include <memory>
#include <vector>

#include "apps/sangam/modules.h"

namespace sangam::apps {

class LedgerModules {
 public:
  // Adds its sagas to `sagas`, which outlives it.
  LedgerModules(runtime::WorkerPool& workers, lane::LaneGroup& lanes, saga::Registry& sagas);
  ~LedgerModules();
  LedgerModules(const LedgerModules&) = delete;
  LedgerModules& operator=(const LedgerModules&) = delete;

  std::vector<const api::Module*> list() const;
  // They refer to the modules.
  std::vector<events::Consumer> consumers();
  suites::ledger::imports::Imports& imports() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
