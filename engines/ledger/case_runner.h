#pragma once

// Runs the tables under cases/: what a ledger must answer, one action a line. For tests.
//
//   case NAME                         a new shard, with tenant 1 and ledger L1
//   tenant N                          whose the following lines are
//   ledger L2 [-> STATUS]             opens a ledger (at once)
//   account A1 [FIELD=VALUE …] [-> STATUS]              part of the request
//   transfer T1 A1 A2 AMOUNT [FIELD=VALUE …] [-> STATUS [amount=N] [was=STATUS]]   likewise
//   repeat N LINE                     that line N times; # in it is 1, 2, 3 …
//   commit | discard                  the request so far, in a batch of its own
//   request                           ends a request; the batch goes on
//   setup A1 DP DPO CP CPO            sets balances (debits pending, posted; credits pending,
//   posted) balances A1 DP DPO CP CPO [closed] row T1 KIND AMOUNT | row T1 none  what is stored
//   under an id tick 5s | tick 7ns | tick -7ns    the clock goes on, or to the greatest time less 7
//   ns expire [LIMIT]                    a batch that only releases holds; of commit, too, it is
//   first hold_back                         from now on commit does not release holds first flush |
//   restart
//
// Names stand for ids. "_" is zero, "-n" the greatest of the field's type less n, "~n" minus n, and
// "@T1" the id of the row that expires hold T1. Without "->", created is expected.

#include <istream>
#include <set>
#include <string>
#include <vector>

namespace sangam::engines::ledger {

struct CaseReport {
  int cases = 0;
  int checks = 0;
  std::set<std::string> transfer_statuses;  // that were expected and met
  std::set<std::string> account_statuses;
  std::vector<std::string> failures;  // "file:line: what"
};

// Adds to `report`. A line that cannot be read is a failure too.
void run_cases(const std::string& file, std::istream& lines, CaseReport& report);

}  // namespace sangam::engines::ledger
