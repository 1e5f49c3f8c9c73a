#pragma once

// Makes commands of the lines of cases/. For tests.

#include <map>
#include <string>

#include "engines/ledger/case_words.h"
#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {

inline const std::map<std::string_view, std::uint16_t> kTransferFlags{
    {"linked", transfer_flag::kLinked},
    {"pending", transfer_flag::kPending},
    {"post", transfer_flag::kPostPendingTransfer},
    {"void", transfer_flag::kVoidPendingTransfer},
    {"balancing_debit", transfer_flag::kBalancingDebit},
    {"balancing_credit", transfer_flag::kBalancingCredit},
    {"closing_debit", transfer_flag::kClosingDebit},
    {"closing_credit", transfer_flag::kClosingCredit},
    {"imported", 256},
    {"padding", 32'768},
};

inline const std::map<std::string_view, std::uint16_t> kAccountFlags{
    {"linked", account_flag::kLinked},
    {"debits_must_not_exceed_credits", account_flag::kDebitsMustNotExceedCredits},
    {"credits_must_not_exceed_debits", account_flag::kCreditsMustNotExceedDebits},
    {"closed", account_flag::kClosed},
    {"history", 8},
    {"imported", 16},
};

// Names are resolved as they are when the line is read, for the current tenant.
class CaseReader {
 public:
  explicit CaseReader(const MemoryLane& lane) : lane_(lane) {}

  TenantNumber tenant = 1;

  CreateAccount account(const CaseLine& line) {
    return {.tenant = tenant,
            .code = case_number<std::uint16_t>(line.fields.contains("code") ? field(line, "code")
                                                                            : "1"),
            .flags = case_flags(line.fields.contains("flags") ? field(line, "flags") : "",
                                kAccountFlags),
            .ledger = find_ledger(line.fields.contains("ledger") ? field(line, "ledger") : "L1"),
            .id = ids_.id(line.argument(0)),
            .overdraft_limit = case_number<std::int64_t>(field(line, "overdraft")),
            .user_data_128 = ids_.id(field(line, "user_data_128")),
            .user_data_64 = case_number<std::int64_t>(field(line, "user_data_64")),
            .user_data_32 = case_number<std::int32_t>(field(line, "user_data_32"))};
  }

  TransferCommand transfer(const CaseLine& line) {
    const bool resolves = field(line, "pending_id") != "_";
    return {.tenant = tenant,
            .code = case_number<std::uint16_t>(line.fields.contains("code") ? field(line, "code")
                                               : resolves                   ? "_"
                                                                            : "1"),
            .flags = case_flags(line.fields.contains("flags") ? field(line, "flags") : "",
                                kTransferFlags),
            .id = transfer_id(line.argument(0)),
            .debit_account = find_account(line.argument(1)),
            .credit_account = find_account(line.argument(2)),
            .amount = case_number<std::int64_t>(line.argument(3)),
            .ledger = find_ledger(field(line, "ledger")),
            .pending_id = transfer_id(field(line, "pending_id")),
            .timeout = case_number<std::uint32_t>(field(line, "timeout")),
            .user_data_32 = case_number<std::int32_t>(field(line, "user_data_32")),
            .user_data_64 = case_number<std::int64_t>(field(line, "user_data_64")),
            .user_data_128 = ids_.id(field(line, "user_data_128")),
            .reference = read_reference(field(line, "reference"))};
  }

  Uuid id(const std::string& name) { return ids_.id(name); }

  Uuid transfer_id(const std::string& name) {
    if (!name.starts_with('@')) return ids_.id(name);
    const TransferRecord* hold = lane_.transfer({tenant, ids_.id(name.substr(1))});
    if (hold == nullptr) throw CaseError("no hold " + name);
    return expiry_id(*hold);
  }

  AccountNumber find_account(const std::string& name) {
    return lane_.shard().resolve_account(tenant, ids_.id(name));
  }

 private:
  // A ledger that no tenant has.
  static constexpr LedgerNumber kUnknownLedger = 1'000'000'000;

  static std::string field(const CaseLine& line, const std::string& name) {
    const auto found = line.fields.find(name);
    return found == line.fields.end() ? "_" : found->second;
  }

  LedgerNumber find_ledger(const std::string& name) {
    if (name == "_") return kLedgerNone;
    const LedgerNumber number = lane_.shard().resolve_ledger(tenant, ids_.id(name));
    return number == kLedgerNone ? kUnknownLedger : number;
  }

  // "x141" is a text of that many letters.
  static std::string read_reference(const std::string& word) {
    if (word == "_") return {};
    if (!word.starts_with('x')) return word;
    return std::string(case_number<std::size_t>(word.substr(1)), 'x');
  }

  const MemoryLane& lane_;
  CaseIds ids_;
};

}  // namespace sangam::engines::ledger
