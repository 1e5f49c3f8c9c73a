#include "suites/ledger/accounts/testing/ledger_driver.h"

#include <stdexcept>

#include "base/assert.h"
#include "suites/ledger/accounts/schema.h"

namespace sangam::suites::ledger::testing {

namespace {

using store::Statement;
using store::testing::soon;

constexpr Statement kBegin{"driver.begin", "begin", store::Scope::platform};
constexpr Statement kCommit{"driver.commit", "commit", store::Scope::platform};
constexpr Statement kPosition{
    "driver.position",
    "select last_timestamp, flushed_timestamp from kernel.lanes where shard = $1",
    store::Scope::platform};
constexpr Statement kStates{
    "driver.states",
    "select s.tenant_id, s.number, s.closed, s.debits_pending, s.debits_posted, s.credits_pending,"
    " s.credits_posted from ledger.account_states s order by 1, 2",
    store::Scope::platform};

constexpr std::size_t kRecentIds = 1'000;

std::string text_of(const engine::Balances& b, bool closed) {
  return std::to_string(b.debits_pending) + " " + std::to_string(b.debits_posted) + " " +
         std::to_string(b.credits_pending) + " " + std::to_string(b.credits_posted) +
         (closed ? " closed" : "");
}

}  // namespace

LedgerDriver::LedgerDriver()
    : database_({accounts::schema()}),
      connection_(database_.endpoint().as(store::Role::lane), soon()) {
  // The view is read past the rules, as the superuser: the lane's role need not.
  session_.take_over(connection_, soon());
  restart();
}

std::unique_ptr<LedgerEngine> LedgerDriver::rebuild(store::BatchConnection& connection) {
  connection.send(kPosition, {store::BinaryValue(kShard)});
  const auto row = std::move(connection.execute(soon()).front());
  const lane::ShardPosition position{kShard, Timestamp{store::read_int8(row.value(0, 0))},
                                     Timestamp{store::read_int8(row.value(0, 1))}};
  auto engine = std::make_unique<LedgerEngine>(recent_);
  engine->rebuild(connection, position);
  return engine;
}

void LedgerDriver::restart() {
  engine_.reset();
  recent_ = std::make_shared<engine::RecentIds>(kRecentIds);
  engine_ = rebuild(connection_);
}

engine::Hash LedgerDriver::rebuilt_digest() {
  const auto kept = std::exchange(recent_, std::make_shared<engine::RecentIds>(kRecentIds));
  store::BatchConnection other(database_.endpoint().as(store::Role::lane), soon());
  const auto fresh = rebuild(other);
  recent_ = kept;
  return fresh->shard().digest();
}

// Returns how many commands of the request it took.
std::size_t LedgerDriver::apply(lane::Request* request) {
  if (request) engine_->gather(*request);
  engine_->fetch(connection_, soon());
  engine_->open(now_);
  const auto expired = engine_->expire(lane::kBatchRows);
  return request && expired < lane::kBatchRows
             ? engine_->apply(*request, lane::kBatchRows - expired)
             : 0;
}

void LedgerDriver::persist(bool flush) {
  connection_.send(kBegin);
  session_.send_fence(connection_, engine_->last_timestamp());
  engine_->persist(connection_, flush);
  if (flush) session_.send_flushed(connection_, engine_->last_timestamp());
  connection_.send(kCommit);
  connection_.execute(soon());
  session_.batch_committed();
}

void LedgerDriver::run(lane::Request& request, bool flush) {
  while (!request.finished()) {
    const auto count = apply(&request);
    const bool flushing =
        engine_->needs_flush() || (flush && request.done() + count == request.size());
    if (engine_->changed() || flushing) persist(flushing);
    engine_->commit();
    request.accept(count);
  }
}

void LedgerDriver::run_and_discard(lane::Request& request) {
  apply(&request);
  engine_->discard();
  request.rewind();
}

void LedgerDriver::tick(bool flush) {
  apply(nullptr);
  flush = flush || engine_->needs_flush();
  if (engine_->changed() || flush) persist(flush);
  engine_->commit();
}

Uuid LedgerDriver::new_id() {
  std::array<std::uint8_t, 10> counted{};
  ++ids_;
  for (std::size_t i = 0; i < 8; ++i)
    counted[9 - i] = static_cast<std::uint8_t>(ids_ >> (8 * i));
  return make_uuid_v7(now_.nanoseconds / kNanosecondsPerMillisecond, counted);
}

Uuid LedgerDriver::open_ledger(const Asset& asset, std::int32_t tenant) {
  OpenLedgerRequest request(database_.loop(), tenant);
  request.id = new_id();
  request.name = "Ledger";
  request.asset = asset;
  run(request);
  SANGAM_ASSERT(request.result.status == engine::AccountStatus::created);
  return request.id;
}

Uuid LedgerDriver::open_account(const Uuid& ledger, std::uint16_t flags, std::int32_t tenant) {
  OpenAccountRequest request(database_.loop(), tenant);
  request.id = new_id();
  request.ledger = ledger;
  request.name = "Account";
  request.flags = flags;
  run(request);
  SANGAM_ASSERT(request.result.status == engine::AccountStatus::created);
  return request.id;
}

std::vector<TransferOutcome> LedgerDriver::transfer(std::vector<TransferItem> items, bool flush,
                                                    std::int32_t tenant) {
  TransferRequest request(database_.loop(), tenant);
  request.items = std::move(items);
  run(request, flush);
  return std::move(request.outcomes);
}

engine::TransferStatus LedgerDriver::status(const TransferItem& item) {
  return transfer({item}).front().result.status;
}

std::string LedgerDriver::view_differences() {
  store::BatchConnection root(database_.endpoint().as(store::Role::root), soon());
  root.send(kStates);
  const auto rows = std::move(root.execute(soon()).front());
  std::string differences;
  for (int i = 0; i < rows.rows(); ++i) {
    const auto tenant = store::read_int4(rows.value(i, 0));
    const auto number = store::read_int8(rows.value(i, 1));
    engine::Balances stored{store::read_int8(rows.value(i, 3)), store::read_int8(rows.value(i, 4)),
                            store::read_int8(rows.value(i, 5)), store::read_int8(rows.value(i, 6))};
    const auto* account = engine_->shard().account(tenant, number);
    const auto seen = text_of(stored, store::read_bool(rows.value(i, 2)));
    const auto known = account ? text_of(account->balances, account->closed) : "unknown";
    if (seen != known)
      differences += "account " + std::to_string(number) + ": the view has " + seen +
                     ", the engine has " + known + "\n";
  }
  return differences;
}

TransferItem item(const Uuid& id, const Uuid& debit, const Uuid& credit, const Amount& amount,
                  std::uint16_t flags) {
  TransferItem item;
  item.id = id;
  item.debit_account = debit;
  item.credit_account = credit;
  item.amount = amount;
  item.code = 1;
  item.flags = flags;
  return item;
}

TransferItem resolution(const Uuid& id, const Uuid& hold, std::uint16_t flag,
                        std::optional<Amount> amount) {
  TransferItem item;
  item.id = id;
  item.pending_id = hold;
  item.flags = flag;
  item.amount = amount;
  return item;
}

Amount amount(std::string_view text) {
  Amount value;
  SANGAM_ASSERT(!Amount::parse(text, value));
  return value;
}

}  // namespace sangam::suites::ledger::testing
