// Flags of limits: what they mean, and what is wrong with them.

#include "apps/sangam/limit_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

namespace sangam::apps {
namespace {

std::string fault_of(const LimitOptions& options) {
  try {
    read_limit_options(options);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(LimitOptions, WithoutRedisEachProcessCounts) { EXPECT_FALSE(read_limit_options({})); }

TEST(LimitOptions, ReadThePasswordFromAFileOfItsOwnersOnly) {
  const std::filesystem::path file = ::testing::TempDir() + "redis-password";
  std::ofstream(file) << "secret\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  const auto address = read_limit_options({"redis://cache", file});
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "cache");
  EXPECT_EQ(address->password, "secret");
  std::filesystem::permissions(
      file, std::filesystem::perms::group_read | std::filesystem::perms::owner_read);
  EXPECT_THAT(fault_of({"redis://cache", file}), ::testing::HasSubstr("chmod 600"));
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  std::filesystem::remove(file);
  EXPECT_THAT(fault_of({"redis://cache", file}), ::testing::HasSubstr("cannot be read"));
}

TEST(LimitOptions, SayWhatIsWrong) {
  EXPECT_THAT(fault_of({"http://cache", {}}), ::testing::StartsWith("--redis-url "));
  EXPECT_THAT(fault_of({"", "somewhere"}), ::testing::StartsWith("--redis-password-file "));
}

}  // namespace
}  // namespace sangam::apps
