#pragma once

// Seeded traffic for the ledger's simulation: quick to make, and bent towards trouble (hot
// accounts, ids used again, holds, chains, tight limits). For tests.

#include <array>
#include <cstdint>
#include <vector>

#include "engines/ledger/transfer.h"

namespace sangam::engines::ledger {

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere for the same seed.
class SeededNumbers {
 public:
  explicit SeededNumbers(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
  }
  // 0 .. limit - 1
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

class SimulationTraffic {
 public:
  static constexpr TenantNumber kTenants = 3;
  static constexpr AccountNumber kAccounts = 40;  // a tenant, on two ledgers
  static constexpr std::int64_t kStart = 1'700'000'000 * kNanosecondsPerSecond;

  explicit SimulationTraffic(std::uint64_t seed) : numbers_(seed) {}

  SeededNumbers& numbers() { return numbers_; }
  Timestamp now() const { return {now_}; }

  // Mostly forward by milliseconds; now and then a second forward or back, or an hour.
  void step_clock() {
    if (numbers_.one_in(500)) now_ += 3'600 * kNanosecondsPerSecond;
    if (numbers_.one_in(20)) now_ += kNanosecondsPerSecond;
    if (numbers_.one_in(50)) now_ -= kNanosecondsPerSecond;
    now_ += static_cast<std::int64_t>(numbers_.below(5'000'000));
  }

  Uuid new_id() {
    const std::int64_t late =
        numbers_.one_in(10) ? static_cast<std::int64_t>(numbers_.below(3'000)) : 0;
    std::array<std::uint8_t, 10> random{};
    for (std::uint8_t& byte : random)
      byte = static_cast<std::uint8_t>(numbers_.next());
    Uuid id = make_uuid_v7(now_ / kNanosecondsPerMillisecond - late, random);
    if (numbers_.one_in(40)) id.bytes[6] = 0x4f;  // an id without a time
    return id;
  }

  CreateAccount account(TenantNumber tenant, AccountNumber number) {
    constexpr std::array<std::uint16_t, 4> kFlags{0, 0, account_flag::kDebitsMustNotExceedCredits,
                                                  account_flag::kCreditsMustNotExceedDebits};
    const std::uint16_t flags = kFlags[numbers_.below(kFlags.size())];
    const bool has_overdraft = flags == account_flag::kDebitsMustNotExceedCredits;
    return {.tenant = tenant,
            .code = 1,
            .flags = flags,
            .ledger = number % 4 == 0 ? 2 : 1,
            .id = new_id(),
            .overdraft_limit = has_overdraft && numbers_.one_in(2) ? 500 : 0};
  }

  std::vector<TransferCommand> request(TenantNumber tenant, std::size_t length) {
    std::vector<TransferCommand> commands;
    std::size_t linked = 0;
    for (std::size_t i = 0; i < length; ++i) {
      commands.push_back(command(tenant));
      if (linked == 0 && numbers_.one_in(25)) linked = 1 + numbers_.below(4);
      if (linked > 0 && --linked > 0) commands.back().flags |= transfer_flag::kLinked;
    }
    if (!commands.empty() && !numbers_.one_in(200)) {
      commands.back().flags &= static_cast<std::uint16_t>(~transfer_flag::kLinked);
    }
    return commands;
  }

 private:
  // The newest commands of a tenant, to be repeated or resolved.
  struct Ring {
    std::vector<TransferCommand> commands = std::vector<TransferCommand>(64);
    std::size_t count = 0;

    void add(const TransferCommand& command) { commands[count++ % commands.size()] = command; }
    const TransferCommand& pick(SeededNumbers& numbers) const {
      return commands[numbers.below(std::min(count, commands.size()))];
    }
  };

  TransferCommand command(TenantNumber tenant) {
    Ring& sent = sent_[static_cast<std::size_t>(tenant)];
    Ring& holds = holds_[static_cast<std::size_t>(tenant)];
    const std::size_t kind = numbers_.below(100);
    if (kind < 8 && sent.count > 0) return again(sent.pick(numbers_));
    TransferCommand made =
        kind < 30 && holds.count > 0 ? resolution(holds.pick(numbers_)) : fresh(tenant);
    sent.add(made);
    if ((made.flags & transfer_flag::kPending) != 0) holds.add(made);
    return made;
  }

  TransferCommand again(TransferCommand command) {
    if (numbers_.one_in(4)) command.amount ^= 1;
    if (numbers_.one_in(8)) command.flags ^= transfer_flag::kLinked;
    return command;
  }

  AccountNumber some_account() {
    if (numbers_.one_in(300)) return kAccountUnknown;
    const std::size_t range = numbers_.one_in(2) ? 4 : static_cast<std::size_t>(kAccounts);
    return 1 + static_cast<AccountNumber>(numbers_.below(range));
  }

  TransferCommand fresh(TenantNumber tenant) {
    TransferCommand command{.tenant = tenant,
                            .code = 1,
                            .id = new_id(),
                            .debit_account = some_account(),
                            .credit_account = some_account(),
                            .amount = static_cast<std::int64_t>(numbers_.below(200)),
                            .user_data_64 = static_cast<std::int64_t>(numbers_.below(3))};
    if (numbers_.one_in(50)) command.reference = "invoice";
    if (numbers_.one_in(4)) {
      command.flags |= transfer_flag::kPending;
      command.timeout = static_cast<std::uint32_t>(numbers_.below(30));
      if (numbers_.one_in(400)) command.flags |= transfer_flag::kClosingDebit;
      // Every closing hold ends, or the whole ledger would stand still after a while.
      if (numbers_.one_in(400)) command.flags |= transfer_flag::kClosingCredit;
      if ((command.flags & transfer_flag::kClosing) != 0) command.timeout += 1;
    }
    if (numbers_.one_in(10)) command.flags |= transfer_flag::kBalancingDebit;
    if (numbers_.one_in(20)) command.flags |= transfer_flag::kBalancingCredit;
    const bool is_balancing = (command.flags & transfer_flag::kBalancing) != 0;
    if (numbers_.one_in(is_balancing ? 2 : 20'000)) command.amount = kAmountMax;
    return command;
  }

  TransferCommand resolution(const TransferCommand& hold) {
    const bool is_void = numbers_.one_in(3);
    const std::int64_t part = static_cast<std::int64_t>(numbers_.below(200));
    return {.tenant = hold.tenant,
            .flags =
                is_void ? transfer_flag::kVoidPendingTransfer : transfer_flag::kPostPendingTransfer,
            .id = new_id(),
            .amount = is_void ? 0 : (numbers_.one_in(2) ? kAmountMax : part),
            .pending_id = hold.id};
  }

  SeededNumbers numbers_;
  std::int64_t now_ = kStart;
  std::array<Ring, kTenants + 1> sent_;
  std::array<Ring, kTenants + 1> holds_;
};

}  // namespace sangam::engines::ledger
