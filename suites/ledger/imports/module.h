#pragma once

// The module ledger/imports: files of transfers, carried out in the background. Start here.

#include "kernel/api/module.h"
#include "suites/ledger/imports/imports.h"

namespace sangam::suites::ledger::imports {

void declare(api::Module& module, Imports& imports);

}  // namespace sangam::suites::ledger::imports
