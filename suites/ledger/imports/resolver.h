#pragma once

// Resolver: from the accounts' references in imported lines to accounts. Looks up what a chunk
// names in one statement, and remembers what it found, up to a limit.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "kernel/store/unit_of_work.h"
#include "suites/ledger/imports/import_line.h"

namespace sangam::suites::ledger::imports {

// Of one import; not synchronised.
class Resolver {
 public:
  // Accounts remembered, some 20 MB; past them it begins anew.
  static constexpr std::size_t kMostRemembered = 100'000;

  // Looks up the references in `lines` that are not known yet. One round trip at most.
  Task<void> look_up(store::UnitOfWork& work, std::span<const ImportLine> lines);

  // The account that `name` ("acct_…" or "ref:…") means. `asset` tells ledgers apart that use the
  // same reference. An unknown reference gives an id that no account has: the ledger then says so.
  std::expected<Uuid, LineFault> resolve(std::string_view name,
                                         const std::optional<AssetCode>& asset) const;

 private:
  struct Found {
    Uuid id;
    std::string asset;
  };
  std::multimap<std::string, Found, std::less<>> found_;
};

}  // namespace sangam::suites::ledger::imports
