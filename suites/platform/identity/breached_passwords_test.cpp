#include "suites/platform/identity/breached_passwords.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace sangam::suites::platform {
namespace {

class BreachedPasswordsTest : public testing::Test {
 protected:
  BreachedPasswordsTest() {
    char name[] = "/tmp/breached-XXXXXX";
    EXPECT_NE(mkdtemp(name), nullptr);
    folder_ = name;
  }
  ~BreachedPasswordsTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(std::string_view text) const {
    const auto path = folder_ / "list.txt";
    std::ofstream(path) << text;
    return path;
  }

 private:
  std::filesystem::path folder_;
};

// SHA-1 of "password1", "password", "qwerty", in the order of the hashes.
constexpr std::string_view kList =
    "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10434004\n"
    "B1B3773A05C0ED0176787A4F1574FF0075F7521E:11023453\n"
    "E38AD214943DAAD1D64C102FAEC29DE4AFE9DA3D:2991342\n";

TEST_F(BreachedPasswordsTest, FindsEveryLineAndNothingElse) {
  const BreachedPasswords list(write(kList));
  EXPECT_TRUE(list.contains("password"));
  EXPECT_TRUE(list.contains("qwerty"));
  EXPECT_TRUE(list.contains("password1"));
  EXPECT_FALSE(list.contains("a password for tests"));
  EXPECT_FALSE(list.contains(""));
}

TEST_F(BreachedPasswordsTest, ReadsLinesOfWindowsAndALastOneWithoutEnd) {
  std::string text(kList);
  for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2)
    text.replace(at, 1, "\r\n");
  text.resize(text.size() - 2);
  const BreachedPasswords list(write(text));
  EXPECT_TRUE(list.contains("password"));
  EXPECT_TRUE(list.contains("password1"));
}

TEST_F(BreachedPasswordsTest, RefusesOtherFiles) {
  EXPECT_THROW(BreachedPasswords{write("")}, std::runtime_error);
  EXPECT_THROW(BreachedPasswords{write("password\nqwerty\n")}, std::runtime_error);
  EXPECT_THROW(BreachedPasswords{"/nowhere/at/all"}, std::runtime_error);
}

}  // namespace
}  // namespace sangam::suites::platform
