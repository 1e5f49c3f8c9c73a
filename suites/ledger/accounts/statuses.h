#pragma once

// From the engine's statuses to what a caller gets: created 201, exists 200, exceeds_* 422, not
// found 404, exists_with_different_*, already_* and expired 409, malformed 400; always with the
// status's own name and number, and a pointer where one field is at fault.

#include "base/error.h"
#include "engines/ledger/status.h"

namespace sangam::suites::ledger {

// `base` is the pointer of the transfer in the request: "" or "/transfers/17". Not for created and
// exists.
Error transfer_error(engines::ledger::TransferStatus status, const std::string& base = {});
Error account_error(engines::ledger::AccountStatus status);

// A sentence for people: "exceeds_credits" explained.
std::string explain(engines::ledger::TransferStatus status);

}  // namespace sangam::suites::ledger
