#pragma once

// The hash chain of a ledger: each row carries SHA-256 over the hash of the ledger's previous row
// and its own content, so that nobody can change, drop or reorder a row unnoticed.
//
// What is hashed, integers in little-endian order, uuids in network order:
//   previous hash 32 | tenant 4 | ledger 8 | id 16 | kind 1 | debit account 8 | credit account 8 |
//   amount 8 | pending id 16 | user data 128: 16, 64: 8, 32: 4 | timeout 4 | code 2 | flags 2 |
//   timestamp 8 | debit balances 4 x 8 | credit balances 4 x 8 (debits pending, debits posted,
//   credits pending, credits posted) | length of the reference 2 | reference
// The previous hash of a ledger's first row is 32 zero bytes.

#include <expected>

#include "engines/ledger/transfer.h"

namespace sangam::engines::ledger {

// The hash that `row` must carry; its own hash field is not read.
Hash chain_hash(const Hash& previous, const TransferRecord& row);

// Where a chain breaks: the first row that does not follow from the rows before it.
struct ChainBreak {
  enum class Reason : std::uint8_t {
    wrong_hash,       // content changed, or a row before it missing, added or moved
    wrong_ledger,     // row of another tenant or ledger
    timestamp_order,  // not newer than the row before it
    missing_rows,     // at the end: fewer or other rows than the ledger says it has
  };

  Reason reason;
  std::int64_t row = 0;  // 1 is the ledger's first
  Uuid id;               // of the row, zero for missing_rows
};

std::string_view name(ChainBreak::Reason reason) noexcept;

// Checks a ledger's rows one after another, in order of timestamp, in constant memory.
class ChainVerifier {
 public:
  // `from` is where to begin: a ledger with rows 0 and a zero head for the whole chain, or a
  // checkpoint that is trusted.
  explicit ChainVerifier(const Ledger& from) : state_(from) {}

  std::expected<void, ChainBreak> next(const TransferRecord& row);
  // After the last row: is this where `ledger` says its chain ends?
  std::expected<void, ChainBreak> finish(const Ledger& ledger) const;
  // How far it has come; a checkpoint to go on from.
  const Ledger& state() const noexcept { return state_; }

 private:
  Ledger state_;  // timestamp: of the newest row seen
};

}  // namespace sangam::engines::ledger
