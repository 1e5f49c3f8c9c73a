// The tables under cases/, and that together they meet every status there is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engines/ledger/case_runner.h"
#include "engines/ledger/status.h"

namespace sangam::engines::ledger {
namespace {

CaseReport run_all() {
  CaseReport report;
  for (const auto& entry : std::filesystem::directory_iterator("engines/ledger/cases")) {
    std::ifstream lines(entry.path());
    EXPECT_TRUE(lines.is_open()) << entry.path();
    run_cases(entry.path().filename().string(), lines, report);
  }
  return report;
}

TEST(LedgerCases, AllHold) {
  const CaseReport report = run_all();
  EXPECT_GT(report.cases, 0);
  for (const std::string& failure : report.failures)
    ADD_FAILURE() << failure;
  RecordProperty("cases", report.cases);
  RecordProperty("checks", report.checks);
}

TEST(LedgerCases, EveryStatusIsMet) {
  const CaseReport report = run_all();
  for (const TransferStatus status : all_transfer_statuses()) {
    EXPECT_TRUE(report.transfer_statuses.contains(std::string(name(status)))) << name(status);
  }
  for (const AccountStatus status : all_account_statuses()) {
    EXPECT_TRUE(report.account_statuses.contains(std::string(name(status)))) << name(status);
  }
}

// The reader itself must be able to fail.
TEST(LedgerCases, AWrongExpectationIsReported) {
  const auto failures_of = [](const char* text) {
    CaseReport report;
    std::istringstream lines(text);
    run_cases("test", lines, report);
    return report.failures;
  };
  EXPECT_THAT(failures_of("case a\naccount A1\ncommit\n"), testing::IsEmpty());
  EXPECT_THAT(failures_of("case a\naccount A1 -> exists\ncommit\n"),
              testing::ElementsAre("test:3: A1: expected exists, got created"));
  EXPECT_THAT(failures_of("case a\naccount A1\ncommit\nbalances A1 0 0 0 1\n"),
              testing::ElementsAre("test:4: A1 has 0 0 0 0"));
  EXPECT_EQ(failures_of("case a\naccount A1\n").size(), 1U);
  EXPECT_EQ(failures_of("case a\nnonsense\n").size(), 1U);
}

}  // namespace
}  // namespace sangam::engines::ledger
