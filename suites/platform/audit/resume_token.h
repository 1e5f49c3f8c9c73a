#pragma once

// Where a verification stands, as text that a caller gives back. Who changes it deceives nobody but
// himself.

#include "kernel/audit/verifier.h"

namespace sangam::suites::platform {

struct VerificationPlace {
  audit::VerifierState chain;
  // The second part, entries without seals, goes by their order.
  bool chain_done = false;
  std::int64_t at = -1;
  Uuid id;
};

std::string to_token(const VerificationPlace& place);
// Nothing when it is none of ours.
std::optional<VerificationPlace> place_from(std::string_view token);

}  // namespace sangam::suites::platform
