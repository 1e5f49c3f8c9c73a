#pragma once

// The proof of a domain: a TXT record, which must stay there. Private to this folder.

#include <chrono>
#include <expected>

#include "kernel/dns/txt_lookup.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/single_sign_on/domain_row.h"

namespace sangam::suites::platform::single_sign_on {

// How often the record of a proven domain is looked for; sooner once it was not there.
inline constexpr std::chrono::hours kProofEvery{24};
inline constexpr std::chrono::hours kMissingProofEvery{1};
// A domain goes without its record so long, then it is given up: somebody may be mending it.
inline constexpr std::chrono::hours kProofMissingMost{7 * 24};

using Texts = std::expected<std::vector<std::string>, dns::LookupFault>;

bool proves(const std::vector<std::string>& texts, const DomainRow& row);

// What becomes of a proven domain after a look. An answer that did not come says nothing: then name
// servers are broken, ours or theirs.
enum class Standing : std::uint8_t { proven, missing, unknown, lost };
Standing judge(const Texts& texts, const DomainRow& row, Timestamp now);

// Ends the proof of a domain, and says so in its tenant's audit. In a transaction of its own.
Task<void> withdraw(store::Pool& auth, DomainRow row, Timestamp now, runtime::Deadline deadline);

}  // namespace sangam::suites::platform::single_sign_on
