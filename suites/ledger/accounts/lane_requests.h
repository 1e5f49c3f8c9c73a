#pragma once

// What callers hand to the ledger's lane: ledgers to open, accounts to open, transfers. They name
// accounts and ledgers by id and amounts by asset; the lane, which knows them all, translates.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/amount.h"
#include "engines/ledger/transfer.h"
#include "kernel/lane/engine.h"

namespace sangam::suites::ledger {

namespace engine = engines::ledger;

struct OpenLedgerRequest final : lane::Request {
  using lane::Request::Request;
  std::size_t size() const noexcept override { return 1; }
  void rewind() override { different = false; }
  bool effective() const override { return result.status == engine::AccountStatus::created; }

  Uuid id;
  std::string name;
  Asset asset;

  engine::LedgerResult result;
  bool different = false;  // exists, with another asset
};

struct OpenAccountRequest final : lane::Request {
  using lane::Request::Request;
  std::size_t size() const noexcept override { return 1; }
  void rewind() override {
    overdraft_fault.reset();
    reference_taken = false;
  }
  bool effective() const override {
    return !overdraft_fault && !reference_taken && result.status == engine::AccountStatus::created;
  }

  Uuid id;
  Uuid ledger;
  std::string name;
  std::optional<std::string> reference;  // unique in its ledger
  std::uint16_t code = 1;
  std::uint16_t flags = 0;
  std::optional<Amount> overdraft_limit;

  engine::AccountResult result;
  std::optional<Fault> overdraft_fault;
  bool reference_taken = false;
};

// One transfer as its caller describes it. An account that is zero is "not given".
struct TransferItem {
  Uuid id;
  Uuid debit_account;
  Uuid credit_account;
  std::optional<Uuid> ledger;
  std::optional<Amount> amount;  // none: all of a hold, or as much as possible when balancing
  Uuid pending_id;
  std::uint16_t code = 0;
  std::uint16_t flags = 0;
  std::uint32_t timeout_seconds = 0;
  Uuid user_data_128;
  std::int64_t user_data_64 = 0;
  std::int32_t user_data_32 = 0;
  std::string reference;
};

// What became of it. `fault` is about the amount: its asset or its decimals. The names of ledger
// and accounts, and the asset, are there where the result describes a row.
struct TransferOutcome {
  engine::TransferResult result;
  std::optional<Fault> fault;
  Uuid ledger;
  Uuid debit_account;
  Uuid credit_account;
  Asset asset;

  bool has_row() const noexcept {
    return result.status == engine::TransferStatus::created ||
           result.status == engine::TransferStatus::exists;
  }
};

struct TransferRequest final : lane::Request {
  using lane::Request::Request;
  std::size_t size() const noexcept override { return items.size(); }
  void rewind() override { outcomes.resize(done()); }
  bool effective() const override {
    return std::ranges::any_of(outcomes, [](const TransferOutcome& outcome) {
      return outcome.result.status == engine::TransferStatus::created;
    });
  }

  std::vector<TransferItem> items;
  std::vector<TransferOutcome> outcomes;  // one an item, in order
};

}  // namespace sangam::suites::ledger
