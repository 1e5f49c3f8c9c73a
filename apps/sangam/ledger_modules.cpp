#include "apps/sangam/ledger_modules.h"

#include "apps/sangam/parse_command.h"
#include "kernel/api/module.h"
#include "kernel/events/consumer.h"
#include "kernel/saga/registry.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/imports/module.h"
#include "suites/ledger/payouts/payouts.h"
#include "suites/ledger/settlement/settlement.h"

namespace sangam::apps {

struct LedgerModules::State {
  State(runtime::WorkerPool& workers, lane::LaneGroup& lanes, saga::Registry& sagas)
      : accounts(lanes),
        imports(lanes, workers, read_message_sandboxed),
        settlements(lanes, {}),
        payouts(lanes, sagas) {
    suites::ledger::declare(declared, accounts);
    suites::ledger::imports::declare(declared, imports);
    suites::ledger::declare_settlement_events(declared);
    suites::ledger::declare(declared, payouts);
  }

  api::Module declared{"ledger"};
  suites::ledger::AccountsModule accounts;
  suites::ledger::imports::Imports imports;
  suites::ledger::Settlements settlements;
  suites::ledger::Payouts payouts;
};

LedgerModules::LedgerModules(runtime::WorkerPool& workers, lane::LaneGroup& lanes,
                             saga::Registry& sagas)
    : state_(std::make_unique<State>(workers, lanes, sagas)) {}

LedgerModules::~LedgerModules() = default;

std::vector<const api::Module*> LedgerModules::list() const { return {&state_->declared}; }

std::vector<events::Consumer> LedgerModules::consumers() {
  return {state_->settlements.consumer(), state_->payouts.consumer()};
}

suites::ledger::imports::Imports& LedgerModules::imports() noexcept { return state_->imports; }

}  // namespace sangam::apps
