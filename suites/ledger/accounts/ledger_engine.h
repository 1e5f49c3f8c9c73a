#pragma once

// LedgerEngine: the ledger's state machine as a lane's engine. Translates requests into commands,
// fetches what the state machine lacks, and writes its rows.

#include <memory>
#include <unordered_map>

#include "engines/ledger/shard.h"
#include "kernel/lane/engine.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/accounts/ledger_rows.h"

namespace sangam::suites::ledger {

// Serves one shard, on the thread of its lane. `recent` is that lane's.
class LedgerEngine final : public lane::Engine {
 public:
  explicit LedgerEngine(std::shared_ptr<engine::RecentIds> recent);

  void rebuild(store::BatchConnection& connection, const lane::ShardPosition& position) override;
  void gather(const lane::Request& request) override;
  void fetch(store::BatchConnection& connection, runtime::Deadline deadline) override;
  void open(Timestamp now) override;
  std::size_t expire(std::size_t room) override;
  std::size_t apply(lane::Request& request, std::size_t room) override;
  bool changed() const override;
  void persist(store::BatchConnection& connection, bool flush) override;
  bool needs_flush() const override;
  void commit() override;
  void discard() override;
  Timestamp last_timestamp() const override;
  std::optional<Timestamp> next_due() const override;
  std::vector<lane::Summary> summaries() const override;

  // What it holds in memory, for looking at between batches.
  const engine::Shard& shard() const noexcept { return shard_; }

 private:
  struct LedgerKey {
    std::int32_t tenant;
    engine::LedgerNumber number;
    friend bool operator==(const LedgerKey&, const LedgerKey&) = default;
  };
  struct LedgerKeyHash {
    std::size_t operator()(const LedgerKey& key) const noexcept {
      return static_cast<std::size_t>(key.number) * 0x9e3779b97f4a7c15ULL +
             static_cast<std::size_t>(key.tenant);
    }
  };

  void apply_ledger(OpenLedgerRequest& request);
  void apply_account(OpenAccountRequest& request);
  std::size_t apply_transfers(TransferRequest& request, std::size_t room);
  TransferOutcome describe(std::int32_t tenant, const engine::TransferResult& result,
                           std::optional<Fault> fault) const;
  engine::TransferCommand translate(std::int32_t tenant, const TransferItem& item,
                                    std::optional<Fault>& fault);
  const Asset* asset_of(std::int32_t tenant, const TransferItem& item,
                        const engine::TransferCommand& command) const;
  std::optional<Fault> set_amount(std::int32_t tenant, const TransferItem& item,
                                  engine::TransferCommand& command) const;
  std::vector<engine::TransferCommand> translate_from(const TransferRequest& request,
                                                      std::size_t first, std::size_t room,
                                                      std::vector<std::optional<Fault>>& faults);
  void note_hold(std::int32_t tenant, const engine::TransferCommand& command);
  void forget_batch();
  void gather_ids(const TransferRequest& request);
  void gather_reference(const OpenAccountRequest& request);

  std::shared_ptr<engine::RecentIds> recent_;
  engine::Shard shard_;
  std::int32_t number_ = 0;
  std::unordered_map<LedgerKey, Asset, LedgerKeyHash> assets_;
  LedgerRows rows_;

  // Of the batch under way.
  bool open_ = false;
  engine::Needs needs_;
  // The ledgers of holds that the shard does not list as open: those that this batch makes, and old
  // ones that it asks for again.
  HoldLedgers hold_ledgers_;
  std::vector<ReferenceKey> wanted_references_;
  std::vector<ReferenceKey> taken_references_;
  std::vector<NewLedger> new_ledgers_;    // in order of rows().ledgers
  std::vector<NewAccount> new_accounts_;  // in order of rows().accounts
};

}  // namespace sangam::suites::ledger
