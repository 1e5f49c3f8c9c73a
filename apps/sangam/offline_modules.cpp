#include "apps/sangam/offline_modules.h"

#include "suites/ledger/accounts/engine_factory.h"

namespace sangam::apps {

OfflineModules::OfflineModules()
    : workers_({.threads = 1, .queue_limit = 1}),
      engines_(suites::ledger::make_engine_factory()),
      lanes_(1, {}, *engines_),
      modules_(workers_, lanes_, observatory_, {}) {}

}  // namespace sangam::apps
