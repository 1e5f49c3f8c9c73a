// Requests: singles and linked chains, for transfers and accounts alike.

#include <algorithm>

#include "base/assert.h"
#include "engines/ledger/operations.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

namespace {

static_assert(transfer_flag::kLinked == account_flag::kLinked);

bool is_linked(std::uint16_t flags) { return has(flags, transfer_flag::kLinked); }

TransferStatus execute(State& state, const TransferCommand& command, Timestamp now,
                       TransferResult& result) {
  return execute_transfer(state, command, now, result);
}

AccountStatus execute(State& state, const CreateAccount& command, Timestamp now,
                      AccountResult& result) {
  return execute_account(state, command, now, result);
}

// An id that failed for a reason that may pass stays failed, so that a retry changes nothing.
void remember_failure(State& state, const TransferCommand& command, const TransferResult& result) {
  if (is_transient(result.status)) {
    state.poison({command.tenant, command.id}, result.status, result.timestamp);
  }
}

void remember_failure(State&, const CreateAccount&, const AccountResult&) {}

// Commands up to and with the first that is not linked, or all.
template <class Command>
std::size_t chain_length(std::span<const Command> request) {
  std::size_t length = 0;
  while (length < request.size() && is_linked(request[length].flags))
    ++length;
  return std::min(length + 1, request.size());
}

template <class Result>
void refuse(Result& result, decltype(Result::status) status, Timestamp now) {
  result = {.status = status, .timestamp = now};
}

// Nothing of a chain remains: `culprit` keeps its status, and so does an end that was left open.
template <class Result>
void break_chain(std::span<Result> results, std::size_t culprit) {
  using Status = decltype(Result::status);
  for (std::size_t i = 0; i < results.size(); ++i) {
    Result& result = results[i];
    if (i == culprit || result.status == Status::linked_event_chain_open) continue;
    refuse(result, Status::linked_event_failed, result.timestamp);
  }
}

// All or nothing: all commands are new, or the whole chain was there before. The first that is
// neither breaks the chain; of one that was there in part, that is the first.
template <class Command, class Result>
void apply_chain(State& state, std::span<const Command> chain, std::span<Result> results) {
  using Status = decltype(Result::status);
  const bool is_open = is_linked(chain.back().flags);
  const Mark start = state.mark();
  auto whole = Status::created;
  bool is_broken = false;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Timestamp now = state.next_timestamp();
    if (is_open && i + 1 == chain.size()) {
      refuse(results[i], Status::linked_event_chain_open, now);
    } else if (is_broken) {
      refuse(results[i], Status::linked_event_failed, now);
    } else {
      execute(state, chain[i], now, results[i]);
    }
    if (i == 0 && results[i].status == Status::exists) whole = Status::exists;
    if (is_broken || results[i].status == whole) continue;
    is_broken = true;
    state.roll_back(start);
    const std::size_t culprit = whole == Status::exists ? 0 : i;
    break_chain(results.first(i + 1), culprit);
    remember_failure(state, chain[culprit], results[culprit]);
  }
}

template <class Command, class Result>
void apply_request(State& state, std::span<const Command> request, std::vector<Result>& results) {
  using Status = decltype(Result::status);
  SANGAM_ASSERT(state.batch_open);
  SANGAM_ASSERT(std::ranges::all_of(
      request, [&](const Command& command) { return command.tenant == request.front().tenant; }));
  results.reserve(results.size() + request.size());
  while (!request.empty()) {
    const std::size_t length = chain_length(request);
    const std::size_t first = results.size();
    results.resize(first + length);
    const auto answers = std::span(results).subspan(first);
    if (length > kChainMax) {
      for (Result& answer : answers) {
        refuse(answer, Status::linked_chain_too_long, state.next_timestamp());
      }
    } else if (is_linked(request.front().flags)) {
      apply_chain(state, request.first(length), answers);
    } else {
      execute(state, request.front(), state.next_timestamp(), answers.front());
      remember_failure(state, request.front(), answers.front());
    }
    request = request.subspan(length);
  }
}

}  // namespace

void Shard::apply(std::span<const TransferCommand> request, std::vector<TransferResult>& results) {
  apply_request(*state_, request, results);
}

void Shard::apply(std::span<const CreateAccount> request, std::vector<AccountResult>& results) {
  apply_request(*state_, request, results);
}

LedgerResult Shard::apply(const OpenLedger& command) {
  SANGAM_ASSERT(state_->batch_open);
  const Timestamp now = state_->next_timestamp();
  if (command.id.is_zero()) return {AccountStatus::id_must_not_be_zero, kLedgerNone, now};
  if (command.id.is_max()) return {AccountStatus::id_must_not_be_int_max, kLedgerNone, now};
  TenantState& tenant = state_->tenant(command.tenant);
  if (const auto found = tenant.ledger_by_id.find(command.id); found != tenant.ledger_by_id.end()) {
    const Ledger& ledger = tenant.ledger(found->second)->ledger;
    return {AccountStatus::exists, ledger.number, ledger.timestamp};
  }
  const auto number = static_cast<LedgerNumber>(tenant.ledgers.size()) + 1;
  state_->add_ledger(
      {.tenant = command.tenant, .number = number, .id = command.id, .timestamp = now});
  return {AccountStatus::created, number, now};
}

std::size_t piece_length(std::span<const TransferCommand> request, std::size_t room) noexcept {
  std::size_t taken = 0;
  while (taken < request.size()) {
    const std::size_t length = chain_length(request.subspan(taken));
    if (length > kChainMax && taken == 0) return length;
    if (length > room - taken) break;
    taken += length;
  }
  SANGAM_ASSERT(taken <= room);
  return taken;
}

}  // namespace sangam::engines::ledger
