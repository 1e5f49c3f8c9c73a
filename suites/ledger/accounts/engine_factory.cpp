#include "suites/ledger/accounts/engine_factory.h"

#include "suites/ledger/accounts/ledger_engine.h"

namespace sangam::suites::ledger {

namespace {

class LedgerEngineFactory final : public lane::EngineFactory {
 public:
  // Shards of one lane would share what ids they remember; a lane's shards are made on its thread.
  std::unique_ptr<lane::Engine> make() override {
    thread_local const auto recent = std::make_shared<engines::ledger::RecentIds>();
    return std::make_unique<LedgerEngine>(recent);
  }
};

}  // namespace

std::unique_ptr<lane::EngineFactory> make_engine_factory() {
  return std::make_unique<LedgerEngineFactory>();
}

}  // namespace sangam::suites::ledger
