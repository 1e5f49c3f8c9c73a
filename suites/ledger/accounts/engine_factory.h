#pragma once

#include <memory>

#include "kernel/lane/engine.h"

namespace sangam::suites::ledger {

// Makes the engines of the ledger's lanes.
std::unique_ptr<lane::EngineFactory> make_engine_factory();

}  // namespace sangam::suites::ledger
