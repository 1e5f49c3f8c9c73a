// Reads commands, a line each, runs them through the engine, and prints what came of each: the
// engine's side of the comparison with the Python model (test_ledger_model.py describes the lines).
//
//   batch NOW … end | drop      a batch, committed or discarded; inside it:
//     expire LIMIT              releases holds that are due
//     ledger TENANT ID
//     account TENANT ID LEDGER CODE FLAGS OVERDRAFT DATA128 DATA64 DATA32
//     transfer TENANT ID DEBIT CREDIT AMOUNT PENDING TIMEOUT LEDGER CODE FLAGS DATA128 DATA64
//              DATA32 REFERENCE
//     apply                     the accounts or transfers since the last apply are one request
//   flush | restart             between batches
//   head TENANT LEDGER          rows and hash of a ledger's chain
//   balances TENANT ID          of an account
//
// Ids are up to 32 hexadecimal digits; "-" is the empty reference.

#include <charconv>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include "base/assert.h"
#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {

namespace {

// A ledger that no tenant has.
constexpr LedgerNumber kUnknownLedger = 1'000'000'000;

template <class Number>
Number read_number(std::istream& line) {
  std::int64_t value = 0;
  line >> value;
  SANGAM_ASSERT(!line.fail());
  return static_cast<Number>(value);
}

Uuid read_id(std::istream& line) {
  std::string digits;
  line >> digits;
  SANGAM_ASSERT(!digits.empty() && digits.size() <= 32);
  digits.insert(0, 32 - digits.size(), '0');
  for (const std::size_t place : {8, 13, 18, 23})
    digits.insert(place, 1, '-');
  return uuid_from_hex(digits).value();
}

std::string text(const Hash& hash) {
  std::string digits;
  for (const std::uint8_t byte : hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 15];
  }
  return digits;
}

void print(const Balances& balances) {
  std::cout << ' ' << balances.debits_pending << ' ' << balances.debits_posted << ' '
            << balances.credits_pending << ' ' << balances.credits_posted;
}

class Trace {
 public:
  void run(std::istream& input) {
    for (std::string text; std::getline(input, text);) {
      std::istringstream line(text);
      std::string verb;
      line >> verb;
      if (verb == "batch") {
        batch_.assign(1, text);
      } else if (verb == "end" || verb == "drop") {
        run_batch(verb == "end");
      } else if (!batch_.empty()) {
        batch_.push_back(text);
      } else {
        run_between(verb, line);
      }
    }
  }

 private:
  void run_between(const std::string& verb, std::istream& line) {
    if (verb == "flush") return lane_.flush();
    if (verb == "restart") return lane_.restart();
    const auto tenant = read_number<TenantNumber>(line);
    if (verb == "head") {
      const Ledger* ledger = lane_.shard().ledger(tenant, find_ledger(tenant, read_id(line)));
      std::cout << "head " << ledger->rows << ' ' << text(ledger->head) << '\n';
    } else {
      SANGAM_ASSERT(verb == "balances");
      const AccountNumber number = lane_.shard().resolve_account(tenant, read_id(line));
      const Account* account = lane_.shard().account(tenant, number);
      std::cout << "balances " << account->closed;
      print(account->balances);
      std::cout << '\n';
    }
  }

  // The lane fetches before it opens a batch, so the whole batch is read first. Ids of accounts are
  // resolved when their turn comes.
  void run_batch(bool is_kept) {
    for (const std::string& text : batch_) {
      if (!text.starts_with("transfer ")) continue;
      std::istringstream line(text.substr(9));
      const TransferCommand command = read_transfer(line);
      lane_.fetch({&command, 1});
    }
    for (const std::string& text : batch_)
      run_line(text);
    batch_.clear();
    is_kept ? lane_.commit() : lane_.discard();
  }

  void run_line(const std::string& text) {
    std::istringstream line(text);
    std::string verb;
    line >> verb;
    if (verb == "batch") {
      lane_.shard().open(Timestamp{read_number<std::int64_t>(line)});
    } else if (verb == "expire") {
      expire(read_number<std::size_t>(line));
    } else if (verb == "ledger") {
      const auto tenant = read_number<TenantNumber>(line);
      const LedgerResult result = lane_.shard().apply(OpenLedger{tenant, read_id(line)});
      std::cout << static_cast<std::uint32_t>(result.status) << ' ' << result.timestamp.nanoseconds
                << '\n';
    } else if (verb == "account") {
      accounts_.push_back(read_account(line));
    } else if (verb == "transfer") {
      transfers_.push_back(read_transfer(line));
    } else {
      SANGAM_ASSERT(verb == "apply");
      apply();
    }
  }

  void expire(std::size_t limit) {
    const std::size_t before = lane_.shard().rows().transfers.size();
    const std::size_t count = lane_.shard().expire(limit);
    const auto rows = std::span(lane_.shard().rows().transfers).subspan(before);
    SANGAM_ASSERT(rows.size() == count);
    std::cout << "expired " << count << '\n';
    for (const TransferRecord& row : rows) {
      std::cout << to_hex(row.id) << ' ' << row.timestamp.nanoseconds << ' ' << row.amount;
      print(row.debit_balances);
      print(row.credit_balances);
      std::cout << '\n';
    }
  }

  void apply() {
    std::vector<AccountResult> account_results;
    std::vector<TransferResult> transfer_results;
    lane_.shard().apply(accounts_, account_results);
    lane_.shard().apply(transfers_, transfer_results);
    for (const AccountResult& result : account_results) {
      std::cout << static_cast<std::uint32_t>(result.status) << ' ' << result.timestamp.nanoseconds
                << ' ' << result.number << '\n';
    }
    for (const TransferResult& result : transfer_results)
      print_result(result);
    accounts_.clear();
    transfers_.clear();
  }

  static void print_result(const TransferResult& result) {
    std::cout << static_cast<std::uint32_t>(result.status) << ' ' << result.timestamp.nanoseconds
              << ' ' << static_cast<std::uint32_t>(result.original_status);
    const bool has_row =
        result.status == TransferStatus::created || result.status == TransferStatus::exists;
    if (has_row) {
      std::cout << ' ' << name(result.kind) << ' ' << result.amount;
      print(result.debit_balances);
      print(result.credit_balances);
    }
    std::cout << '\n';
  }

  LedgerNumber find_ledger(TenantNumber tenant, const Uuid& id) const {
    if (id.is_zero()) return kLedgerNone;
    const LedgerNumber number = lane_.shard().resolve_ledger(tenant, id);
    return number == kLedgerNone ? kUnknownLedger : number;
  }

  CreateAccount read_account(std::istream& line) const {
    CreateAccount command;
    command.tenant = read_number<TenantNumber>(line);
    command.id = read_id(line);
    command.ledger = find_ledger(command.tenant, read_id(line));
    command.code = read_number<std::uint16_t>(line);
    command.flags = read_number<std::uint16_t>(line);
    command.overdraft_limit = read_number<std::int64_t>(line);
    command.user_data_128 = read_id(line);
    command.user_data_64 = read_number<std::int64_t>(line);
    command.user_data_32 = read_number<std::int32_t>(line);
    return command;
  }

  TransferCommand read_transfer(std::istream& line) const {
    TransferCommand command;
    command.tenant = read_number<TenantNumber>(line);
    command.id = read_id(line);
    command.debit_account = lane_.shard().resolve_account(command.tenant, read_id(line));
    command.credit_account = lane_.shard().resolve_account(command.tenant, read_id(line));
    command.amount = read_number<std::int64_t>(line);
    command.pending_id = read_id(line);
    command.timeout = read_number<std::uint32_t>(line);
    command.ledger = find_ledger(command.tenant, read_id(line));
    command.code = read_number<std::uint16_t>(line);
    command.flags = read_number<std::uint16_t>(line);
    command.user_data_128 = read_id(line);
    command.user_data_64 = read_number<std::int64_t>(line);
    command.user_data_32 = read_number<std::int32_t>(line);
    line >> command.reference;
    SANGAM_ASSERT(!command.reference.empty());
    if (command.reference == "-") command.reference.clear();
    return command;
  }

  // Few remembered ids, so that looking rows up is part of what is compared.
  MemoryLane lane_{2'000};
  std::vector<std::string> batch_;
  std::vector<CreateAccount> accounts_;
  std::vector<TransferCommand> transfers_;
};

}  // namespace

}  // namespace sangam::engines::ledger

int main() {
  std::ios::sync_with_stdio(false);
  sangam::engines::ledger::Trace().run(std::cin);
  return 0;
}
