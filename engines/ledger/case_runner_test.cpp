#include "engines/ledger/case_runner.h"

#include <limits>
#include <memory>
#include <utility>

#include "engines/ledger/case_reader.h"
#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {

namespace {

constexpr std::int64_t kStart = 1'700'000'000 * kNanosecondsPerSecond;

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

Balances read_balances(const CaseLine& line) {
  return {.debits_pending = case_number<std::int64_t>(line.argument(1)),
          .debits_posted = case_number<std::int64_t>(line.argument(2)),
          .credits_pending = case_number<std::int64_t>(line.argument(3)),
          .credits_posted = case_number<std::int64_t>(line.argument(4))};
}

std::string text(const Balances& balances) {
  std::string words;
  for (const std::int64_t value : {balances.debits_pending, balances.debits_posted,
                                   balances.credits_pending, balances.credits_posted}) {
    words += ' ' + std::to_string(value);
  }
  return words;
}

// One case: a shard, the names given so far, and the lines that wait for the next commit.
class CaseRun {
 public:
  explicit CaseRun(CaseReport& report) : report_(report) { run(read_case_line("ledger L1")); }

  void run(const CaseLine& line) {
    const auto action = kActions.find(line.verb);
    if (action == kActions.end()) throw CaseError("no such action: " + line.verb);
    (this->*action->second)(line);
  }

  bool is_waiting() const { return !requests_.empty() && !requests_.back().empty(); }

 private:
  using Action = void (CaseRun::*)(const CaseLine&);
  using Request = std::vector<CaseLine>;

  static const std::map<std::string_view, Action> kActions;

  void check(bool holds, const std::string& what) {
    ++report_.checks;
    if (!holds) throw CaseError(what);
  }

  // Lines of one kind in a row are one request.
  void add_to_request(const CaseLine& line) {
    if (requests_.empty() || (is_waiting() && requests_.back().back().verb != line.verb)) {
      requests_.emplace_back();
    }
    requests_.back().push_back(line);
  }

  void end_request(const CaseLine&) { requests_.emplace_back(); }

  void commit(const CaseLine&) {
    apply_requests();
    lane_.commit();
  }

  void discard(const CaseLine&) {
    const Hash before = lane_.shard().digest();
    apply_requests();
    lane_.discard();
    check(lane_.shard().digest() == before, "discard left a trace");
  }

  void apply_requests() {
    for (const Request& request : requests_) {
      for (const CaseLine& line : request) {
        if (line.verb != "transfer") continue;
        const TransferCommand command = reader_.transfer(line);
        lane_.fetch({&command, 1});
      }
    }
    lane_.shard().open(Timestamp{now_});
    if (expires_first_) lane_.shard().expire(kAll);
    const std::vector<Request> requests = std::exchange(requests_, {});
    for (const Request& request : requests) {
      if (request.empty()) continue;
      request.front().verb == "account" ? apply_accounts(request) : apply_transfers(request);
    }
  }

  void apply_accounts(const Request& request) {
    std::vector<CreateAccount> commands;
    for (const CaseLine& line : request)
      commands.push_back(reader_.account(line));
    std::vector<AccountResult> results;
    lane_.shard().apply(commands, results);
    for (std::size_t i = 0; i < request.size(); ++i) {
      check_status(request[i], name(results[i].status), report_.account_statuses);
    }
  }

  void apply_transfers(const Request& request) {
    std::vector<TransferCommand> commands;
    for (const CaseLine& line : request)
      commands.push_back(reader_.transfer(line));
    std::vector<TransferResult> results;
    lane_.shard().apply(commands, results);
    for (std::size_t i = 0; i < request.size(); ++i) {
      check_status(request[i], name(results[i].status), report_.transfer_statuses);
      check_details(request[i], results[i]);
    }
  }

  void check_status(const CaseLine& line, std::string_view got, std::set<std::string>& met) {
    check(got == line.status,
          line.argument(0) + ": expected " + line.status + ", got " + std::string(got));
    met.insert(line.status);
  }

  void check_details(const CaseLine& line, const TransferResult& result) {
    for (const auto& [what, value] : line.expected) {
      if (what == "amount") {
        check(result.amount == case_number<std::int64_t>(value),
              line.argument(0) + ": the amount is " + std::to_string(result.amount));
      } else if (what == "was") {
        check(name(result.original_status) == value,
              line.argument(0) + ": was " + std::string(name(result.original_status)));
      } else {
        throw CaseError("nothing to compare with " + what);
      }
    }
  }

  void open_ledger(const CaseLine& line) {
    const LedgerResult result =
        lane_.run(OpenLedger{reader_.tenant, reader_.id(line.argument(0))}, Timestamp{now_});
    check_status(line, name(result.status), report_.account_statuses);
  }

  void setup(const CaseLine& line) {
    lane_.force_balances(reader_.tenant, reader_.find_account(line.argument(0)),
                         read_balances(line));
  }

  void check_balances(const CaseLine& line) {
    const Account* account =
        lane_.shard().account(reader_.tenant, reader_.find_account(line.argument(0)));
    if (account == nullptr) throw CaseError("no account " + line.argument(0));
    check(account->balances == read_balances(line),
          line.argument(0) + " has" + text(account->balances));
    const bool is_closed = line.arguments.size() > 5 && line.argument(5) == "closed";
    check(account->closed == is_closed, line.argument(0) + ": open or closed?");
  }

  void check_row(const CaseLine& line) {
    const TransferKey key{reader_.tenant, reader_.transfer_id(line.argument(0))};
    const TransferRecord* row = lane_.transfer(key);
    const std::string kind = row == nullptr ? "none" : std::string(name(row->kind));
    check(kind == line.argument(1), line.argument(0) + " is stored as " + kind);
    if (row == nullptr) return;
    check(row->amount == case_number<std::int64_t>(line.argument(2)),
          line.argument(0) + " moved " + std::to_string(row->amount));
  }

  void tick(const CaseLine& line) {
    std::string_view word = line.argument(0);
    const bool is_seconds = word.ends_with('s') && !word.ends_with("ns");
    word.remove_suffix(is_seconds ? 1 : 2);
    const auto value = case_number<std::int64_t>(word);
    const auto step = is_seconds ? value * kNanosecondsPerSecond : value;
    now_ = word.starts_with('-') ? value : now_ + step;
  }

  void expire(const CaseLine& line) {
    lane_.shard().open(Timestamp{now_});
    lane_.shard().expire(line.arguments.empty() ? kAll
                                                : case_number<std::size_t>(line.argument(0)));
    lane_.commit();
  }

  void set_tenant(const CaseLine& line) {
    reader_.tenant = case_number<TenantNumber>(line.argument(0));
  }
  void hold_back(const CaseLine&) { expires_first_ = false; }
  void flush(const CaseLine&) { lane_.flush(); }

  // A shard built from the rows is the one they came from.
  void restart(const CaseLine&) {
    const Hash before = lane_.shard().digest();
    lane_.restart();
    check(lane_.shard().digest() == before, "the rebuilt state differs");
  }

  CaseReport& report_;
  MemoryLane lane_;
  CaseReader reader_{lane_};
  std::int64_t now_ = kStart;
  bool expires_first_ = true;
  std::vector<Request> requests_;
};

const std::map<std::string_view, CaseRun::Action> CaseRun::kActions{
    {"tenant", &CaseRun::set_tenant},
    {"ledger", &CaseRun::open_ledger},
    {"account", &CaseRun::add_to_request},
    {"transfer", &CaseRun::add_to_request},
    {"request", &CaseRun::end_request},
    {"commit", &CaseRun::commit},
    {"discard", &CaseRun::discard},
    {"setup", &CaseRun::setup},
    {"balances", &CaseRun::check_balances},
    {"row", &CaseRun::check_row},
    {"tick", &CaseRun::tick},
    {"expire", &CaseRun::expire},
    {"hold_back", &CaseRun::hold_back},
    {"flush", &CaseRun::flush},
    {"restart", &CaseRun::restart},
};

void run_line(CaseRun& run, const std::string& text) {
  const CaseLine line = read_case_line(text);
  if (line.verb != "repeat") return run.run(line);
  const std::string& times = line.argument(0);
  const std::string pattern = text.substr(text.find(times) + times.size());
  for (std::size_t i = 1; i <= case_number<std::size_t>(times); ++i) {
    std::string repeated = pattern;
    for (std::size_t at; (at = repeated.find('#')) != std::string::npos;) {
      repeated.replace(at, 1, std::to_string(i));
    }
    run.run(read_case_line(repeated));
  }
}

}  // namespace

// After a failure the rest of its case is skipped: it would only fail for the same reason.
void run_cases(const std::string& file, std::istream& lines, CaseReport& report) {
  std::unique_ptr<CaseRun> run;
  int number = 0;
  const auto fail = [&](const std::string& what) {
    report.failures.push_back(file + ":" + std::to_string(number) + ": " + what);
    run.reset();
  };
  for (std::string text; std::getline(lines, text);) {
    ++number;
    const CaseLine line = read_case_line(text);
    if (line.verb == "case") {
      if (run && run->is_waiting()) fail("the case before ends without a commit");
      run = std::make_unique<CaseRun>(report);
      ++report.cases;
    } else if (run && !line.verb.empty()) {
      try {
        run_line(*run, text);
      } catch (const CaseError& error) {
        fail(error.what());
      }
    }
  }
  if (run && run->is_waiting()) fail("the last case ends without a commit");
}

}  // namespace sangam::engines::ledger
