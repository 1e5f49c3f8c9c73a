// What a lane reads of the ledger's tables: the rows that a batch refers to, and a whole shard.

#include "base/assert.h"
#include "suites/ledger/accounts/ledger_rows.h"
#include "suites/ledger/accounts/transfer_record.h"

namespace sangam::suites::ledger {

namespace {

constexpr store::Statement kTransfersById{
    "ledger.transfers.by_id",
    "select " SANGAM_TRANSFER_RECORD
    " from unnest($1::int4[], $2::uuid[]) u(tenant_id, id)"
    " join ledger.transfers t on t.tenant_id = u.tenant_id and t.id = u.id",
    store::Scope::platform};

constexpr store::Statement kTransfersByPending{
    "ledger.transfers.by_pending",
    "select " SANGAM_TRANSFER_RECORD
    " from unnest($1::int4[], $2::uuid[]) u(tenant_id, id)"
    " join ledger.transfers t on t.tenant_id = u.tenant_id and t.pending_id = u.id",
    store::Scope::platform};

constexpr store::Statement kFailedById{
    "ledger.failed_transfers.by_id",
    "select f.tenant_id, f.id, f.status, f.failed_at from unnest($1::int4[], $2::uuid[])"
    " u(tenant_id, id) join ledger.failed_transfers f on f.tenant_id = u.tenant_id and f.id = u.id",
    store::Scope::platform};

constexpr store::Statement kReferences{
    "ledger.accounts.references",
    "select a.tenant_id, a.ledger, a.reference from unnest($1::int4[], $2::int8[], $3::text[])"
    " u(tenant_id, ledger, reference) join ledger.accounts a on a.tenant_id = u.tenant_id"
    " and a.ledger = u.ledger and a.reference = u.reference",
    store::Scope::platform};

constexpr store::Statement kShardLedgers{
    "ledger.ledgers.of_shard",
    "select tenant_id, number, id, created_at, rows, head, asset, scale, kind from ledger.ledgers"
    " where shard = $1",
    store::Scope::platform};

constexpr store::Statement kShardAccounts{
    "ledger.accounts.of_shard",
    "select tenant_id, number, id, ledger, code, flags, overdraft_limit, user_data_128,"
    " user_data_64, user_data_32, closed, created_at, debits_pending, debits_posted,"
    " credits_pending, credits_posted from ledger.accounts where shard = $1",
    store::Scope::platform};

constexpr store::Statement kShardHolds{
    "ledger.open_holds.of_shard",
    "select " SANGAM_TRANSFER_RECORD
    " from ledger.open_holds h join ledger.transfers t"
    " on t.tenant_id = h.tenant_id and t.id = h.id where h.shard = $1",
    store::Scope::platform};

constexpr store::Statement kShardNewestIds{
    "ledger.transfers.newest_of_shard",
    "select n.tenant_id, n.id from (select distinct tenant_id from ledger.ledgers where shard = "
    "$1) l"
    " cross join lateral ((select tenant_id, id from ledger.transfers where tenant_id = l.tenant_id"
    " order by id desc limit 1) union all (select tenant_id, id from ledger.failed_transfers"
    " where tenant_id = l.tenant_id order by id desc limit 1)) n",
    store::Scope::platform};

constexpr store::Statement kShardRowsSince{
    "ledger.transfers.since_flush",
    "select " SANGAM_TRANSFER_RECORD
    " from (select distinct tenant_id from ledger.ledgers where shard = $1) l"
    " cross join lateral (select * from ledger.transfers r where r.tenant_id = l.tenant_id"
    " and r.\"timestamp\" > $2) t order by t.\"timestamp\"",
    store::Scope::platform};

engine::FailedRecord read_failed(const store::Result& result, int index) {
  RowReader row(result, index);
  engine::FailedRecord failed;
  failed.tenant = row.int4();
  failed.id = row.uuid();
  failed.status = static_cast<engine::TransferStatus>(row.int4());
  failed.timestamp = row.timestamp();
  return failed;
}

StoredLedger read_ledger(const store::Result& result, int index) {
  RowReader row(result, index);
  StoredLedger stored;
  stored.ledger.tenant = row.int4();
  stored.ledger.number = row.int8();
  stored.ledger.id = row.uuid();
  stored.ledger.timestamp = row.timestamp();
  stored.ledger.rows = row.int8();
  stored.ledger.head = row.hash();
  SANGAM_ASSERT(!AssetCode::parse(row.text(), stored.asset.code));
  stored.asset.scale = static_cast<std::uint8_t>(row.int2());
  SANGAM_ASSERT(!Scalar<AssetKind>::parse(row.text(), stored.asset.kind));
  return stored;
}

engine::Account read_account(const store::Result& result, int index) {
  RowReader row(result, index);
  engine::Account account;
  account.tenant = row.int4();
  account.number = row.int8();
  account.id = row.uuid();
  account.ledger = row.int8();
  account.code = static_cast<std::uint16_t>(row.int4());
  account.flags = static_cast<std::uint16_t>(row.int4());
  account.overdraft_limit = row.int8();
  account.user_data_128 = row.uuid_or_zero();
  account.user_data_64 = row.int8();
  account.user_data_32 = row.int4();
  account.closed = row.boolean();
  account.timestamp = row.timestamp();
  account.balances = row.balances();
  return account;
}

// Tenants and ids as two arrays.
struct KeyArrays {
  store::BinaryArray tenants{store::ElementType::int4};
  store::BinaryArray ids{store::ElementType::uuid};

  explicit KeyArrays(const std::vector<engine::TransferKey>& keys) {
    for (const auto& key : keys) {
      tenants.append(key.tenant);
      ids.append(key.id);
    }
  }
};

store::Result query(store::BatchConnection& connection, const store::Statement& statement,
                    std::initializer_list<store::BinaryParameter> parameters) {
  connection.send(statement, parameters);
  constexpr std::chrono::minutes kPatience{5};
  return std::move(connection.execute(runtime::Deadline::in(kPatience)).front());
}

}  // namespace

void fetch_needs(store::BatchConnection& connection, const engine::Needs& needs,
                 engine::Shard& shard, HoldLedgers& holds, runtime::Deadline deadline) {
  if (needs.ids.empty() && needs.pending_ids.empty()) return;
  std::vector<engine::TransferKey> rows = needs.ids;
  rows.insert(rows.end(), needs.pending_ids.begin(), needs.pending_ids.end());
  const KeyArrays by_id(rows);
  const KeyArrays failed(needs.ids);
  const KeyArrays pending(needs.pending_ids);
  connection.send(kTransfersById, {by_id.tenants, by_id.ids});
  if (!needs.ids.empty()) connection.send(kFailedById, {failed.tenants, failed.ids});
  if (!needs.pending_ids.empty())
    connection.send(kTransfersByPending, {pending.tenants, pending.ids});
  for (const auto& result : connection.execute(deadline)) {
    const bool is_failed = result.columns() == 4;
    for (int i = 0; i < result.rows(); ++i) {
      if (is_failed) {
        shard.supply(read_failed(result, i));
        continue;
      }
      auto row = read_transfer(result, i);
      if (row.kind == engine::Kind::hold) holds.insert_or_assign({row.tenant, row.id}, row.ledger);
      shard.supply(std::move(row));
    }
  }
}

std::vector<ReferenceKey> fetch_references(store::BatchConnection& connection,
                                           const std::vector<ReferenceKey>& wanted,
                                           runtime::Deadline deadline) {
  if (wanted.empty()) return {};
  store::BinaryArray tenants(store::ElementType::int4);
  store::BinaryArray ledgers(store::ElementType::int8);
  store::BinaryArray references(store::ElementType::text);
  for (const auto& key : wanted) {
    tenants.append(key.tenant);
    ledgers.append(key.ledger);
    references.append(std::string_view(key.reference));
  }
  connection.send(kReferences, {tenants, ledgers, references});
  const auto results = connection.execute(deadline);
  std::vector<ReferenceKey> found;
  for (int i = 0; i < results.front().rows(); ++i) {
    RowReader row(results.front(), i);
    ReferenceKey key;
    key.tenant = row.int4();
    key.ledger = row.int8();
    key.reference = row.text();
    found.push_back(std::move(key));
  }
  return found;
}

std::vector<StoredLedger> rebuild_shard(store::BatchConnection& connection, std::int32_t number,
                                        Timestamp last, Timestamp flushed, engine::Shard& shard) {
  const store::BinaryValue shard_number(number);
  shard.restore_timestamp(last);
  std::vector<StoredLedger> ledgers;
  const auto ledger_rows = query(connection, kShardLedgers, {shard_number});
  for (int i = 0; i < ledger_rows.rows(); ++i) {
    ledgers.push_back(read_ledger(ledger_rows, i));
    shard.restore_ledger(ledgers.back().ledger);
  }
  if (ledgers.empty()) return ledgers;  // nothing else can be there
  const auto accounts = query(connection, kShardAccounts, {shard_number});
  for (int i = 0; i < accounts.rows(); ++i)
    shard.restore_account(read_account(accounts, i));
  const auto holds = query(connection, kShardHolds, {shard_number});
  for (int i = 0; i < holds.rows(); ++i)
    shard.restore_hold(read_transfer(holds, i));
  const auto newest = query(connection, kShardNewestIds, {shard_number});
  for (int i = 0; i < newest.rows(); ++i) {
    RowReader row(newest, i);
    const auto tenant = row.int4();
    shard.restore_newest_id(tenant, row.uuid());
  }
  const auto rows =
      query(connection, kShardRowsSince, {shard_number, store::BinaryValue(flushed.nanoseconds)});
  for (int i = 0; i < rows.rows(); ++i)
    shard.replay(read_transfer(rows, i));
  shard.finish_rebuild();
  return ledgers;
}

}  // namespace sangam::suites::ledger
