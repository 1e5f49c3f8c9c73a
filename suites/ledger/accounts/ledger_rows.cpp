#include "suites/ledger/accounts/ledger_rows.h"

#include "base/assert.h"

namespace sangam::suites::ledger {

namespace {

using store::BinaryArray;
using store::ElementType;
using enum store::ElementType;

std::vector<BinaryArray> arrays_of(std::initializer_list<ElementType> types) {
  return {types.begin(), types.end()};
}

void clear(std::vector<BinaryArray>& arrays) {
  for (auto& array : arrays)
    array.clear();
}

std::vector<store::BinaryParameter> parameters(const std::vector<BinaryArray>& arrays) {
  return {arrays.begin(), arrays.end()};
}

// Appends the values of one row, one to each array.
class RowWriter {
 public:
  explicit RowWriter(std::vector<BinaryArray>& arrays) : next_(arrays.data()) {}
  template <class T>
  RowWriter& operator<<(const T& value) {
    (next_++)->append(value);
    return *this;
  }
  RowWriter& text(std::string_view value) { return *this << value; }
  RowWriter& text_or_null(std::string_view value) {
    return value.empty() ? null() : *this << value;
  }
  RowWriter& uuid_or_null(const Uuid& value) { return value.is_zero() ? null() : *this << value; }
  RowWriter& hash(const engine::Hash& hash) {
    return *this << std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  RowWriter& balances(const engine::Balances& b) {
    return *this << b.debits_pending << b.debits_posted << b.credits_pending << b.credits_posted;
  }
  RowWriter& null() {
    (next_++)->append_null();
    return *this;
  }

 private:
  BinaryArray* next_;
};

// Unnested in the target list: as a table each array would be stored once more before it is read.
constexpr store::Statement kInsertTransfers{
    "ledger.transfers.insert",
    "insert into ledger.transfers (tenant_id, id, shard, ledger, kind, debit_account,"
    " credit_account, amount, code, flags, pending_id, timeout, user_data_128, user_data_64,"
    " user_data_32, reference, \"timestamp\", hash,"
    " debit_debits_pending, debit_debits_posted, debit_credits_pending, debit_credits_posted,"
    " credit_debits_pending, credit_debits_posted, credit_credits_pending, credit_credits_posted)"
    " select unnest($1::int4[]), unnest($2::uuid[]), unnest($3::int4[]), unnest($4::int8[]),"
    " unnest($5::int2[]), unnest($6::int8[]), unnest($7::int8[]), unnest($8::int8[]),"
    " unnest($9::int4[]), unnest($10::int4[]), unnest($11::uuid[]), unnest($12::int8[]),"
    " unnest($13::uuid[]), unnest($14::int8[]), unnest($15::int4[]), unnest($16::text[]),"
    " unnest($17::int8[]), unnest($18::bytea[]), unnest($19::int8[]), unnest($20::int8[]),"
    " unnest($21::int8[]), unnest($22::int8[]), unnest($23::int8[]), unnest($24::int8[]),"
    " unnest($25::int8[]), unnest($26::int8[])",
    store::Scope::platform};

constexpr store::Statement kInsertHolds{"ledger.open_holds.insert",
                                        "insert into ledger.open_holds (tenant_id, id, shard)"
                                        " select * from unnest($1::int4[], $2::uuid[], $3::int4[])",
                                        store::Scope::platform};

constexpr store::Statement kDeleteHolds{
    "ledger.open_holds.delete",
    "delete from ledger.open_holds h using unnest($1::int4[], $2::uuid[]) u(tenant_id, id)"
    " where h.tenant_id = u.tenant_id and h.id = u.id",
    store::Scope::platform};

constexpr store::Statement kInsertFailed{
    "ledger.failed_transfers.insert",
    "insert into ledger.failed_transfers (tenant_id, id, status, failed_at)"
    " select * from unnest($1::int4[], $2::uuid[], $3::int4[], $4::int8[])",
    store::Scope::platform};

constexpr store::Statement kInsertLedgers{
    "ledger.ledgers.insert",
    "insert into ledger.ledgers (tenant_id, number, id, shard, name, asset, scale, kind,"
    " created_at, rows, head) select * from unnest($1::int4[], $2::int8[], $3::uuid[], $4::int4[],"
    " $5::text[], $6::text[], $7::int2[], $8::text[], $9::int8[], $10::int8[], $11::bytea[])",
    store::Scope::platform};

constexpr store::Statement kInsertAccounts{
    "ledger.accounts.insert",
    "insert into ledger.accounts (tenant_id, number, id, shard, ledger, name, code, flags,"
    " overdraft_limit, user_data_128, user_data_64, user_data_32, reference, created_at, closed,"
    " debits_pending, debits_posted, credits_pending, credits_posted, balances_at)"
    " select t.*, 0, 0, 0, 0, 0 from unnest($1::int4[], $2::int8[], $3::uuid[], $4::int4[],"
    " $5::int8[], $6::text[], $7::int4[], $8::int4[], $9::int8[], $10::uuid[], $11::int8[],"
    " $12::int4[], $13::text[], $14::int8[], $15::bool[]) t",
    store::Scope::platform};

constexpr store::Statement kFlushAccounts{
    "ledger.accounts.flush",
    "update ledger.accounts a set closed = u.closed, debits_pending = u.dp, debits_posted = u.dpo,"
    " credits_pending = u.cp, credits_posted = u.cpo, balances_at = u.at from"
    " unnest($1::int4[], $2::int8[], $3::bool[], $4::int8[], $5::int8[], $6::int8[], $7::int8[],"
    " $8::int8[]) u(tenant_id, number, closed, dp, dpo, cp, cpo, at)"
    " where a.tenant_id = u.tenant_id and a.number = u.number",
    store::Scope::platform};

constexpr store::Statement kFlushLedgers{
    "ledger.ledgers.flush",
    "update ledger.ledgers l set rows = u.rows, head = u.head from"
    " unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[]) u(tenant_id, number, rows, head)"
    " where l.tenant_id = u.tenant_id and l.number = u.number",
    store::Scope::platform};

}  // namespace

LedgerRows::LedgerRows()
    : transfers_(arrays_of({int4, uuid, int4, int8, int2, int8, int8, int8, int4,
                            int4, uuid, int8, uuid, int8, int4, text, int8, bytea,
                            int8, int8, int8, int8, int8, int8, int8, int8})),
      holds_(arrays_of({int4, uuid, int4})),
      resolved_(arrays_of({int4, uuid})),
      failed_(arrays_of({int4, uuid, int4, int8})),
      ledgers_(arrays_of({int4, int8, uuid, int4, text, text, int2, text, int8, int8, bytea})),
      accounts_(arrays_of({int4, int8, uuid, int4, int8, text, int4, int4, int8, uuid, int8, int4,
                           text, int8, boolean})),
      flushed_accounts_(arrays_of({int4, int8, boolean, int8, int8, int8, int8, int8})),
      flushed_ledgers_(arrays_of({int4, int8, int8, bytea})) {}

void LedgerRows::send_transfers(store::BatchConnection& connection, std::int32_t shard,
                                const std::vector<engine::TransferRecord>& transfers) {
  if (transfers.empty()) return;
  clear(transfers_);
  for (const auto& t : transfers) {
    RowWriter row(transfers_);
    row << t.tenant << t.id << shard << t.ledger << static_cast<std::int16_t>(t.kind)
        << t.debit_account << t.credit_account << t.amount << std::int32_t{t.code}
        << std::int32_t{t.flags};
    row.uuid_or_null(t.pending_id) << std::int64_t{t.timeout};
    row.uuid_or_null(t.user_data_128) << t.user_data_64 << t.user_data_32;
    row.text_or_null(t.reference) << t.timestamp.nanoseconds;
    row.hash(t.hash).balances(t.debit_balances).balances(t.credit_balances);
  }
  connection.send(kInsertTransfers, parameters(transfers_));
  send_holds(connection, shard, transfers);
}

void LedgerRows::send_holds(store::BatchConnection& connection, std::int32_t shard,
                            const std::vector<engine::TransferRecord>& transfers) {
  clear(holds_);
  clear(resolved_);
  for (const auto& t : transfers) {
    if (t.kind == engine::Kind::hold) RowWriter(holds_) << t.tenant << t.id << shard;
    else if (t.kind != engine::Kind::transfer) RowWriter(resolved_) << t.tenant << t.pending_id;
  }
  if (holds_[0].size() > 0) connection.send(kInsertHolds, parameters(holds_));
  // After the insert: a hold may be made and resolved within one batch.
  if (resolved_[0].size() > 0) connection.send(kDeleteHolds, parameters(resolved_));
}

void LedgerRows::send_failed(store::BatchConnection& connection,
                             const std::vector<engine::FailedRecord>& failed) {
  if (failed.empty()) return;
  clear(failed_);
  for (const auto& f : failed)
    RowWriter(failed_) << f.tenant << f.id << static_cast<std::int32_t>(f.status)
                       << f.timestamp.nanoseconds;
  connection.send(kInsertFailed, parameters(failed_));
}

void LedgerRows::send_ledgers(store::BatchConnection& connection, std::int32_t shard,
                              const std::vector<engine::Ledger>& ledgers,
                              const std::vector<NewLedger>& facts) {
  SANGAM_ASSERT(ledgers.size() == facts.size());
  if (ledgers.empty()) return;
  clear(ledgers_);
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    const auto& l = ledgers[i];
    RowWriter row(ledgers_);
    row << l.tenant << l.number << l.id << shard;
    row.text(facts[i].name).text(facts[i].asset.code.str())
        << static_cast<std::int16_t>(facts[i].asset.scale);
    row.text(name(facts[i].asset.kind)) << l.timestamp.nanoseconds << l.rows;
    row.hash(l.head);
  }
  connection.send(kInsertLedgers, parameters(ledgers_));
}

void LedgerRows::send_accounts(store::BatchConnection& connection, std::int32_t shard,
                               const std::vector<engine::Account>& accounts,
                               const std::vector<NewAccount>& facts) {
  SANGAM_ASSERT(accounts.size() == facts.size());
  if (accounts.empty()) return;
  clear(accounts_);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto& a = accounts[i];
    RowWriter row(accounts_);
    row << a.tenant << a.number << a.id << shard << a.ledger;
    row.text(facts[i].name) << std::int32_t{a.code} << std::int32_t{a.flags} << a.overdraft_limit;
    row.uuid_or_null(a.user_data_128) << a.user_data_64 << a.user_data_32;
    row.text_or_null(facts[i].reference.value_or("")) << a.timestamp.nanoseconds << a.closed;
  }
  connection.send(kInsertAccounts, parameters(accounts_));
}

void LedgerRows::send_flush(store::BatchConnection& connection, const engine::Flush& flush) {
  clear(flushed_accounts_);
  clear(flushed_ledgers_);
  for (const auto& a : flush.accounts) {
    RowWriter row(flushed_accounts_);
    row << a.tenant << a.number << a.closed;
    row.balances(a.balances) << flush.as_of.nanoseconds;
  }
  for (const auto& l : flush.ledgers)
    (RowWriter(flushed_ledgers_) << l.tenant << l.number << l.rows).hash(l.head);
  if (!flush.accounts.empty()) connection.send(kFlushAccounts, parameters(flushed_accounts_));
  if (!flush.ledgers.empty()) connection.send(kFlushLedgers, parameters(flushed_ledgers_));
}

}  // namespace sangam::suites::ledger
