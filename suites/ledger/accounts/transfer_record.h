#pragma once

// Reading rows of ledger.transfers, in binary format, into the engine's records.

#include <algorithm>

#include "base/assert.h"
#include "engines/ledger/transfer.h"
#include "kernel/store/batch_connection.h"

namespace sangam::suites::ledger {

namespace engine = engines::ledger;

// The columns, of a table named t, that read_transfer expects.
#define SANGAM_TRANSFER_RECORD                                                                \
  "t.tenant_id, t.id, t.ledger, t.kind, t.debit_account, t.credit_account, t.amount, t.code," \
  " t.flags, t.pending_id, t.timeout, t.user_data_128, t.user_data_64, t.user_data_32,"       \
  " t.reference, t.\"timestamp\", t.hash, t.debit_debits_pending, t.debit_debits_posted,"     \
  " t.debit_credits_pending, t.debit_credits_posted, t.credit_debits_pending,"                \
  " t.credit_debits_posted, t.credit_credits_pending, t.credit_credits_posted"

// Reads the values of one binary row from left to right.
class RowReader {
 public:
  RowReader(const store::Result& result, int row) : result_(result), row_(row) {}
  std::int64_t int8() { return store::read_int8(next()); }
  std::int32_t int4() { return store::read_int4(next()); }
  std::int16_t int2() { return store::read_int2(next()); }
  bool boolean() { return store::read_bool(next()); }
  Uuid uuid() { return store::read_uuid(next()); }
  Uuid uuid_or_zero() { return null() ? skip() : uuid(); }
  std::string text() { return std::string(next()); }  // empty for NULL
  Timestamp timestamp() { return {int8()}; }
  engine::Hash hash() {
    const auto bytes = next();
    engine::Hash hash;
    SANGAM_ASSERT(bytes.size() == hash.size());
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(hash.data()));
    return hash;
  }
  engine::Balances balances() {
    engine::Balances b;
    b.debits_pending = int8();
    b.debits_posted = int8();
    b.credits_pending = int8();
    b.credits_posted = int8();
    return b;
  }

 private:
  bool null() const { return result_.is_null(row_, column_); }
  Uuid skip() {
    ++column_;
    return {};
  }
  std::string_view next() { return result_.value(row_, column_++); }

  const store::Result& result_;
  int row_;
  int column_ = 0;
};

engine::TransferRecord read_transfer(const store::Result& result, int row);

}  // namespace sangam::suites::ledger
