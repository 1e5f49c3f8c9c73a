// Payouts that were recorded (replies of sagas.get) lead to the same end in the code as it is: a
// change that would lead running payouts astray fails here. A further version of the steps needs
// recordings of its own, and these stay.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/saga/replay.h"
#include "suites/ledger/payouts/payouts.h"

namespace sangam::suites::ledger {
namespace {

saga::Recording recording(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  auto read = saga::read_recording(text.str());
  EXPECT_TRUE(read.has_value()) << path << ": " << read.error();
  return std::move(read).value();
}

TEST(Payout, DoesWhatWasRecorded) {
  int replayed = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator("suites/ledger/payouts/recordings")) {
    const auto divergence = saga::replay(payout_definition(), recording(entry.path()));
    EXPECT_FALSE(divergence.has_value())
        << entry.path() << " entry " << divergence->n << ": " << divergence->what;
    ++replayed;
  }
  EXPECT_GE(replayed, 5);
}

TEST(Payout, IsNotRecordedInVain) {
  auto approved = recording("suites/ledger/payouts/recordings/approved.json");
  auto without_approval = payout_definition();
  without_approval.steps[2].when = [](const saga::View&) { return false; };
  EXPECT_TRUE(saga::replay(without_approval, approved).has_value());
}

}  // namespace
}  // namespace sangam::suites::ledger
