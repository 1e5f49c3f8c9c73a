#include "benchmarks/lane/transfer_source.h"

#include "kernel/clock/clock.h"

namespace sangam::benchmarks {

namespace {

constexpr std::int64_t kMaxUnits = 9'999;

}  // namespace

void TransferSource::fill(std::vector<suites::ledger::TransferItem>& items, std::size_t count) {
  const auto now = clock::system_now();
  const auto& accounts = ledger_.accounts;
  items.assign(count, {});
  for (auto& item : items) {
    const std::size_t debit = case_ == Case::hot ? 0 : random_() % accounts.size();
    // Any account but the debited one.
    const std::size_t credit = (debit + 1 + random_() % (accounts.size() - 1)) % accounts.size();
    item.id = clock::new_uuid(now);
    item.debit_account = accounts[debit];
    item.credit_account = accounts[credit];
    item.amount = Amount{static_cast<std::int64_t>(1 + random_() % kMaxUnits), ledger_.asset};
    item.code = 1;
  }
}

}  // namespace sangam::benchmarks
