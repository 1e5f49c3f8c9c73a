#pragma once

// Random transfers between the accounts of a preloaded ledger.

#include <random>
#include <string>
#include <vector>

#include "base/amount.h"
#include "suites/ledger/accounts/lane_requests.h"

namespace sangam::benchmarks {

enum class Case : std::uint8_t {
  uniform,  // both accounts at random
  hot,      // one account is always debited
};

// What the lane must know of the ledger measured.
struct MeasuredLedger {
  std::int32_t tenant = 0;
  bool sandbox = false;
  std::int64_t clock_offset = 0;
  Asset asset;
  std::vector<Uuid> accounts;  // at least two
};

// The same seed gives the same accounts and amounts; ids are fresh.
class TransferSource {
 public:
  TransferSource(const MeasuredLedger& ledger, Case which, std::uint64_t seed)
      : ledger_(ledger), case_(which), random_(seed) {}

  // Replaces `items` by `count` new transfers.
  void fill(std::vector<suites::ledger::TransferItem>& items, std::size_t count);

 private:
  const MeasuredLedger& ledger_;
  Case case_;
  std::mt19937_64 random_;
};

}  // namespace sangam::benchmarks
