#include "kernel/store/disk_reserve.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace sangam::store {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1 << 20;

class DiskReserves : public ::testing::Test {
 protected:
  DiskReserves()
      : file_(std::filesystem::path(::testing::TempDir()) /
              ("disk_reserve_test." + std::to_string(getpid()))) {}
  ~DiskReserves() override { std::filesystem::remove(file_); }

  DiskReserveSettings settings() {
    return {
        .file = file_, .bytes = kMiB, .least_bytes = kMiB, .look_every = 1ms, .available = [this] {
          return free_.load();
        }};
  }
  bool holds_file() const {
    std::error_code none;
    return std::filesystem::file_size(file_, none) == kMiB && !none;
  }
  static bool comes_to(bool room) {
    const auto patience = runtime::Deadline::in(10s);
    while (has_room() != room && !patience.passed())
      std::this_thread::sleep_for(1ms);
    return has_room() == room;
  }

  std::filesystem::path file_;
  std::atomic<std::uint64_t> free_{100 * kMiB};
};

TEST_F(DiskReserves, GiveTheirFileUpAndTakeItBack) {
  const DiskReserve reserve(settings());
  EXPECT_TRUE(has_room());
  EXPECT_TRUE(holds_file());
  free_ = kMiB - 1;
  ASSERT_TRUE(comes_to(false));
  const auto patience = runtime::Deadline::in(10s);
  while (holds_file() && !patience.passed())
    std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(std::filesystem::exists(file_));
  free_ = 3 * kMiB - 1;  // what the file held, and a little: not enough to begin again
  std::this_thread::sleep_for(20ms);
  EXPECT_FALSE(has_room());
  free_ = 3 * kMiB;
  ASSERT_TRUE(comes_to(true));
  EXPECT_TRUE(holds_file());
}

TEST_F(DiskReserves, BeginFullOnAFullDisk) {
  free_ = 0;
  {
    const DiskReserve reserve(settings());
    EXPECT_FALSE(has_room());
    EXPECT_EQ(storage_full().code, Code::storage_full);
  }
  EXPECT_TRUE(has_room());  // nobody looks any more
}

TEST_F(DiskReserves, TakeOverTheFileOfTheProcessBefore) {
  {
    const DiskReserve reserve(settings());
  }
  EXPECT_TRUE(holds_file());
  free_ = kMiB;
  const DiskReserve reserve(settings());
  EXPECT_TRUE(has_room());
}

}  // namespace
}  // namespace sangam::store
