#include "apps/sangam/client/download_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "apps/sangam/client/client_error.h"

namespace sangam::apps::client {
namespace {

class DownloadFileTest : public ::testing::Test {
 protected:
  DownloadFileTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sangam-download-XXXXXX");
    folder_ = ::mkdtemp(pattern.data());
  }
  ~DownloadFileTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& text) const { std::ofstream(path()) << text; }
  std::string read() const {
    std::ifstream in(path());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::filesystem::path path() const { return folder_ / "report.csv"; }
  std::ptrdiff_t files() const {
    return std::distance(std::filesystem::directory_iterator(folder_), {});
  }

  std::filesystem::path folder_;
};

TEST_F(DownloadFileTest, IsThereOnceItIsWhole) {
  DownloadFile file(path(), false);
  EXPECT_TRUE(file.write("a,b\n"));
  EXPECT_FALSE(std::filesystem::exists(path()));
  EXPECT_TRUE(file.write("1,2\n"));
  file.keep();
  EXPECT_EQ(read(), "a,b\n1,2\n");
  EXPECT_EQ(files(), 1);
}

TEST_F(DownloadFileTest, LeavesNothingWhenItIsNotFinished) {
  {
    EXPECT_TRUE(DownloadFile(path(), false).write("half"));
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(DownloadFileTest, NeverWritesOverAFileUnasked) {
  write("mine");
  EXPECT_THROW(DownloadFile(path(), false), ClientError);
  EXPECT_EQ(read(), "mine");
  DownloadFile file(path(), true);
  EXPECT_TRUE(file.write("theirs"));
  file.keep();
  EXPECT_EQ(read(), "theirs");
}

TEST_F(DownloadFileTest, NorOverOneThatCameMeanwhile) {
  DownloadFile file(path(), false);
  EXPECT_TRUE(file.write("theirs"));
  write("mine");
  EXPECT_THROW(file.keep(), ClientError);
  EXPECT_EQ(read(), "mine");
}

TEST_F(DownloadFileTest, AFolderIsNoFile) {
  EXPECT_THROW(DownloadFile(folder_, true), ClientError);
  EXPECT_THROW(DownloadFile(folder_ / "none" / "x", false), ClientError);
}

}  // namespace
}  // namespace sangam::apps::client
