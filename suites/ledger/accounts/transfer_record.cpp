#include "suites/ledger/accounts/transfer_record.h"

namespace sangam::suites::ledger {

engine::TransferRecord read_transfer(const store::Result& result, int index) {
  RowReader row(result, index);
  engine::TransferRecord t;
  t.tenant = row.int4();
  t.id = row.uuid();
  t.ledger = row.int8();
  t.kind = static_cast<engine::Kind>(row.int2());
  t.debit_account = row.int8();
  t.credit_account = row.int8();
  t.amount = row.int8();
  t.code = static_cast<std::uint16_t>(row.int4());
  t.flags = static_cast<std::uint16_t>(row.int4());
  t.pending_id = row.uuid_or_zero();
  t.timeout = static_cast<std::uint32_t>(row.int8());
  t.user_data_128 = row.uuid_or_zero();
  t.user_data_64 = row.int8();
  t.user_data_32 = row.int4();
  t.reference = row.text();
  t.timestamp = row.timestamp();
  t.hash = row.hash();
  t.debit_balances = row.balances();
  t.credit_balances = row.balances();
  return t;
}

}  // namespace sangam::suites::ledger
