#include "suites/ledger/accounts/ledger_engine.h"

#include <algorithm>
#include <map>

#include "base/assert.h"
#include "suites/ledger/accounts/transfers_posted.h"

namespace sangam::suites::ledger {

namespace {

// Behind the last of the items that a batch with `room` may look at, from `first` on. A chain is
// seen whole, so that one that is too long is refused whole.
std::size_t piece_end(const TransferRequest& request, std::size_t first, std::size_t room) {
  const auto& items = request.items;
  auto end = std::min(items.size(), first + room + 1);
  while (end < items.size() && (items[end - 1].flags & engine::transfer_flag::kLinked) != 0)
    ++end;
  return end;
}

}  // namespace

LedgerEngine::LedgerEngine(std::shared_ptr<engine::RecentIds> recent)
    : recent_(std::move(recent)), shard_(*recent_) {}

void LedgerEngine::rebuild(store::BatchConnection& connection,
                           const lane::ShardPosition& position) {
  number_ = position.shard;
  for (const auto& stored :
       rebuild_shard(connection, number_, position.last, position.flushed, shard_))
    assets_[{stored.ledger.tenant, stored.ledger.number}] = stored.asset;
}

void LedgerEngine::gather(const lane::Request& request) {
  if (const auto* account = dynamic_cast<const OpenAccountRequest*>(&request))
    return gather_reference(*account);
  const auto* transfers = dynamic_cast<const TransferRequest*>(&request);
  if (!transfers) return;
  gather_ids(*transfers);
}

// What a command needs follows from its ids and flags; the rest is translated when it is applied.
void LedgerEngine::gather_ids(const TransferRequest& request) {
  const auto first = request.done();
  std::vector<engine::TransferCommand> commands(piece_end(request, first, lane::kBatchRows) -
                                                first);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& item = request.items[first + i];
    commands[i].tenant = request.tenant();
    commands[i].id = item.id;
    commands[i].flags = item.flags;
    commands[i].pending_id = item.pending_id;
  }
  shard_.needs(commands, needs_);
}

void LedgerEngine::gather_reference(const OpenAccountRequest& request) {
  const auto ledger = shard_.resolve_ledger(request.tenant(), request.ledger);
  if (!request.reference || ledger == engine::kLedgerNone) return;
  wanted_references_.push_back({request.tenant(), ledger, *request.reference});
}

void LedgerEngine::fetch(store::BatchConnection& connection, runtime::Deadline deadline) {
  fetch_needs(connection, needs_, shard_, hold_ledgers_, deadline);
  taken_references_ = fetch_references(connection, wanted_references_, deadline);
}

void LedgerEngine::open(Timestamp now) {
  shard_.open(now);
  open_ = true;
}

std::size_t LedgerEngine::expire(std::size_t room) { return shard_.expire(room); }

std::size_t LedgerEngine::apply(lane::Request& request, std::size_t room) {
  if (auto* transfers = dynamic_cast<TransferRequest*>(&request))
    return apply_transfers(*transfers, room);
  if (auto* account = dynamic_cast<OpenAccountRequest*>(&request)) apply_account(*account);
  else apply_ledger(dynamic_cast<OpenLedgerRequest&>(request));
  return 1;
}

void LedgerEngine::apply_ledger(OpenLedgerRequest& request) {
  request.result = shard_.apply(engine::OpenLedger{request.tenant(), request.id});
  const LedgerKey key{request.tenant(), request.result.number};
  if (request.result.status == engine::AccountStatus::created) {
    assets_[key] = request.asset;
    new_ledgers_.push_back({request.name, request.asset});
  } else if (request.result.status == engine::AccountStatus::exists) {
    request.different = assets_.at(key) != request.asset;
  }
}

void LedgerEngine::apply_account(OpenAccountRequest& request) {
  engine::CreateAccount command;
  command.tenant = request.tenant();
  command.id = request.id;
  command.ledger = shard_.resolve_ledger(request.tenant(), request.ledger);
  if (command.ledger == engine::kLedgerNone) {  // to the engine that means "not given"
    request.result.status = engine::AccountStatus::ledger_not_found;
    return;
  }
  command.code = request.code;
  command.flags = request.flags;
  const auto asset = assets_.find({request.tenant(), command.ledger});
  if (request.overdraft_limit && asset != assets_.end()) {
    const auto units = units_in(*request.overdraft_limit, asset->second);
    if (!units) {
      request.overdraft_fault = units.error();
      return;
    }
    command.overdraft_limit = *units;
  }
  const bool is_new = shard_.resolve_account(request.tenant(), request.id) < 0;
  const ReferenceKey reference{request.tenant(), command.ledger, request.reference.value_or("")};
  if (request.reference && is_new &&
      std::ranges::find(taken_references_, reference) != taken_references_.end()) {
    request.reference_taken = true;
    return;
  }
  std::vector<engine::AccountResult> results;
  shard_.apply(std::span(&command, 1), results);
  request.result = results.front();
  if (request.result.status != engine::AccountStatus::created) return;
  new_accounts_.push_back({request.name, request.reference});
  if (request.reference) taken_references_.push_back(reference);
}

const Asset* LedgerEngine::asset_of(std::int32_t tenant, const TransferItem& item,
                                    const engine::TransferCommand& command) const {
  const engine::Account* account = shard_.account(tenant, command.debit_account);
  if (!account) account = shard_.account(tenant, command.credit_account);
  const engine::TransferKey pending{tenant, item.pending_id};
  const auto* hold = account ? nullptr : shard_.open_hold(pending);
  auto ledger = account ? account->ledger : hold ? hold->ledger : command.ledger;
  if (const auto known = hold_ledgers_.find(pending);
      !account && !hold && known != hold_ledgers_.end())
    ledger = known->second;
  const auto asset = assets_.find({tenant, ledger});
  return asset == assets_.end() ? nullptr : &asset->second;
}

// A post later in the same request may name this hold, and its amount is in the ledger's asset.
void LedgerEngine::note_hold(std::int32_t tenant, const engine::TransferCommand& command) {
  if ((command.flags & engine::transfer_flag::kPending) == 0) return;
  if (const auto* account = shard_.account(tenant, command.debit_account))
    hold_ledgers_.try_emplace({tenant, command.id}, account->ledger);
}

// Without a known ledger the command fails on that; the amount then only needs to be some number.
std::optional<Fault> LedgerEngine::set_amount(std::int32_t tenant, const TransferItem& item,
                                              engine::TransferCommand& command) const {
  using namespace engine::transfer_flag;
  if (!item.amount) {
    const bool all = (item.flags & (kPostPendingTransfer | kBalancing)) != 0;
    command.amount = all ? engine::kAmountMax : 0;
    return std::nullopt;
  }
  const auto* asset = asset_of(tenant, item, command);
  command.amount = item.amount->units;
  if (!asset) return std::nullopt;
  const auto units = units_in(*item.amount, *asset);
  if (!units) return units.error();
  command.amount = *units;
  return std::nullopt;
}

engine::TransferCommand LedgerEngine::translate(std::int32_t tenant, const TransferItem& item,
                                                std::optional<Fault>& fault) {
  engine::TransferCommand command;
  command.tenant = tenant;
  command.id = item.id;
  command.code = item.code;
  command.flags = item.flags;
  command.debit_account = shard_.resolve_account(tenant, item.debit_account);
  command.credit_account = shard_.resolve_account(tenant, item.credit_account);
  if (item.ledger) command.ledger = shard_.resolve_ledger(tenant, *item.ledger);
  command.pending_id = item.pending_id;
  command.timeout = item.timeout_seconds;
  command.user_data_128 = item.user_data_128;
  command.user_data_64 = item.user_data_64;
  command.user_data_32 = item.user_data_32;
  command.reference = item.reference;
  fault = set_amount(tenant, item, command);
  // The engine refuses a negative amount before anything else, which also breaks the item's chain.
  if (fault) command.amount = -1;
  note_hold(tenant, command);
  return command;
}

std::vector<engine::TransferCommand> LedgerEngine::translate_from(
    const TransferRequest& request, std::size_t first, std::size_t room,
    std::vector<std::optional<Fault>>& faults) {
  const auto& items = request.items;
  const auto count = piece_end(request, first, room) - first;
  std::vector<engine::TransferCommand> commands;
  commands.reserve(count);
  faults.resize(count);
  for (std::size_t i = 0; i < count; ++i)
    commands.push_back(translate(request.tenant(), items[first + i], faults[i]));
  return commands;
}

std::size_t LedgerEngine::apply_transfers(TransferRequest& request, std::size_t room) {
  std::vector<std::optional<Fault>> faults;
  auto commands = translate_from(request, request.done(), room, faults);
  const auto count = engine::piece_length(commands, room);
  if (count == 0) return 0;
  std::vector<engine::TransferResult> results;
  shard_.apply(std::span(commands).first(count), results);
  SANGAM_ASSERT(results.size() == count && request.outcomes.size() == request.done());
  for (std::size_t i = 0; i < count; ++i)
    request.outcomes.push_back(describe(request.tenant(), results[i], std::move(faults[i])));
  return count;
}

TransferOutcome LedgerEngine::describe(std::int32_t tenant, const engine::TransferResult& result,
                                       std::optional<Fault> fault) const {
  TransferOutcome outcome;
  outcome.result = result;
  outcome.fault = std::move(fault);
  if (!outcome.has_row()) return outcome;
  outcome.ledger = shard_.ledger(tenant, result.ledger)->id;
  outcome.debit_account = shard_.account(tenant, result.debit_account)->id;
  outcome.credit_account = shard_.account(tenant, result.credit_account)->id;
  outcome.asset = assets_.at({tenant, result.ledger});
  return outcome;
}

bool LedgerEngine::changed() const { return !shard_.rows().empty(); }

// Closing and opening again is part of the account row, which everyone reads: written at once.
bool LedgerEngine::needs_flush() const { return shard_.has_closed_or_reopened(); }

void LedgerEngine::persist(store::BatchConnection& connection, bool flush) {
  const auto& batch = shard_.rows();
  rows_.send_ledgers(connection, number_, batch.ledgers, new_ledgers_);
  rows_.send_accounts(connection, number_, batch.accounts, new_accounts_);
  rows_.send_transfers(connection, number_, batch.transfers);
  rows_.send_failed(connection, batch.failed);
  if (flush) rows_.send_flush(connection, shard_.take_flush());
}

void LedgerEngine::commit() {
  shard_.commit();
  forget_batch();
}

void LedgerEngine::discard() {
  // Rows that were supplied for a batch that never opened are the shard's to forget.
  if (!open_) shard_.open(shard_.last_timestamp());
  shard_.discard();
  forget_batch();
}

void LedgerEngine::forget_batch() {
  open_ = false;
  needs_ = {};
  hold_ledgers_.clear();
  wanted_references_.clear();
  taken_references_.clear();
  new_ledgers_.clear();
  new_accounts_.clear();
}

Timestamp LedgerEngine::last_timestamp() const { return shard_.last_timestamp(); }

std::optional<Timestamp> LedgerEngine::next_due() const { return shard_.next_expiry(); }

// The rows of a batch are in the order of their timestamps.
std::vector<lane::Summary> LedgerEngine::summaries() const {
  std::map<std::int32_t, TransfersPosted> told;
  for (const auto& row : shard_.rows().transfers) {
    auto& posted = told[row.tenant];
    if (posted.count++ == 0) posted.first = row.timestamp;
    posted.last = row.timestamp;
  }
  std::vector<lane::Summary> summaries;
  for (const auto& [tenant, posted] : told)
    summaries.push_back({tenant, "{\"count\":" + std::to_string(posted.count) + ",\"first\":\"" +
                                     posted.first.str() + "\",\"last\":\"" + posted.last.str() +
                                     "\"}"});
  return summaries;
}

}  // namespace sangam::suites::ledger
