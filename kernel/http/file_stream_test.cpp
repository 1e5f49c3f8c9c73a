#include "kernel/http/file_stream.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace sangam::http {
namespace {

// An unnamed file with known contents, closed with its last owner.
std::shared_ptr<const int> make_file(const std::string& contents) {
  char name[] = "/tmp/sangam_file_stream_XXXXXX";
  const int fd = ::mkstemp(name);
  EXPECT_GE(fd, 0);
  ::unlink(name);
  EXPECT_EQ(::write(fd, contents.data(), contents.size()), static_cast<ssize_t>(contents.size()));
  return {new int(fd), [](const int* owned) {
            ::close(*owned);
            delete owned;
          }};
}

Task<void> read_all(FileStream& stream, std::string& all, bool& failed, runtime::EventLoop& loop) {
  std::string piece;
  try {
    while (co_await stream.next(piece))
      all += piece;
  } catch (const std::system_error&) {
    failed = true;
  }
  loop.stop();
}

struct Outcome {
  std::string bytes;
  bool failed = false;
};

Outcome stream(FileBody file) {
  runtime::EventLoop loop;
  FileStream stream(loop, std::move(file));
  Outcome outcome;
  loop.post([&] { start_detached(read_all(stream, outcome.bytes, outcome.failed, loop)); });
  loop.run();
  return outcome;
}

TEST(FileStream, SendsExactlyTheRange) {
  std::string contents(1'000'000, '\0');
  for (std::size_t i = 0; i < contents.size(); ++i)
    contents[i] = static_cast<char>(i * 7 % 251);
  const auto file = make_file(contents);
  EXPECT_EQ(stream({file, 0, 1'000'000}).bytes, contents);
  EXPECT_EQ(stream({file, 999, 500'001}).bytes, contents.substr(999, 500'001));
  EXPECT_EQ(stream({file, 5, 0}).bytes, "");
}

TEST(FileStream, FailsWhenTheFileIsShorterThanAnnounced) {
  const auto outcome = stream({make_file("abc"), 0, 10});
  EXPECT_EQ(outcome.bytes, "abc");
  EXPECT_TRUE(outcome.failed);
}

}  // namespace
}  // namespace sangam::http
