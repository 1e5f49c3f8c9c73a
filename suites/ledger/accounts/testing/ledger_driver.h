#pragma once

// Runs the ledger's engine against a real database batch by batch, as a lane does but on the test's
// own thread and clock, so that memory can be looked at at any moment.

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "kernel/lane/shard_session.h"
#include "kernel/store/testing/database.h"
#include "suites/ledger/accounts/ledger_engine.h"

namespace sangam::suites::ledger::testing {

inline constexpr std::int32_t kTenant = 7;
inline constexpr std::int32_t kShard = 3;

class LedgerDriver {
 public:
  LedgerDriver();

  // Serves `request` to its end, in as many batches as that takes, and writes account rows behind
  // with the last if `flush`.
  void run(lane::Request& request, bool flush = false);
  // Applies it and undoes that, as when the database refuses the batch.
  void run_and_discard(lane::Request& request);
  // A batch without a request: what time alone makes due, and what is written behind.
  void tick(bool flush = false);
  // Forgets all memory and rebuilds it, as after a crash.
  void restart();
  // The digest of a second engine built from the database as it stands.
  engine::Hash rebuilt_digest();
  engine::Hash digest() const { return engine_->shard().digest(); }

  // Moves the clock, which otherwise stands still.
  void advance_seconds(std::int64_t seconds) {
    now_.nanoseconds += seconds * kNanosecondsPerSecond;
  }
  Timestamp now() const noexcept { return now_; }

  // A fresh version 7 id of the driver's clock.
  Uuid new_id();
  Uuid open_ledger(const Asset& asset, std::int32_t tenant = kTenant);
  Uuid open_account(const Uuid& ledger, std::uint16_t flags = 0, std::int32_t tenant = kTenant);
  // One item each; returns the outcomes.
  std::vector<TransferOutcome> transfer(std::vector<TransferItem> items, bool flush = false,
                                        std::int32_t tenant = kTenant);
  engine::TransferStatus status(const TransferItem& item);

  // Where ledger.account_states and the engine's memory differ, one line an account; "" if nowhere.
  std::string view_differences();

  LedgerEngine& engine() noexcept { return *engine_; }
  store::BatchConnection& connection() noexcept { return connection_; }
  store::testing::Database& database() noexcept { return database_; }

 private:
  std::unique_ptr<LedgerEngine> rebuild(store::BatchConnection& connection);
  std::size_t apply(lane::Request* request);
  void persist(bool flush);

  store::testing::Database database_;
  store::BatchConnection connection_;
  lane::ShardSession session_{kShard, "test"};
  std::shared_ptr<engine::RecentIds> recent_;
  std::unique_ptr<LedgerEngine> engine_;
  Timestamp now_{1'780'000'000 * kNanosecondsPerSecond};
  std::uint64_t ids_ = 0;
};

// An item of a transfer between two accounts.
TransferItem item(const Uuid& id, const Uuid& debit, const Uuid& credit, const Amount& amount,
                  std::uint16_t flags = 0);
// A post or void of a hold; without an amount all of it.
TransferItem resolution(const Uuid& id, const Uuid& hold, std::uint16_t flag,
                        std::optional<Amount> amount = std::nullopt);
// "1234.50 INR".
Amount amount(std::string_view text);

}  // namespace sangam::suites::ledger::testing
