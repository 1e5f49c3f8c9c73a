#include "apps/sangam/client/upload.h"

#include <sys/stat.h>

#include <cstdio>
#include <memory>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/progress_bar.h"

namespace sangam::apps::client {

namespace {

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

File open_file(const std::string& path) {
  File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) throw ClientError("--file must name a file that can be read", kExitUsage);
  return file;
}

// -1 for what is no regular file.
std::int64_t size_of(std::FILE& file) {
  struct stat facts{};
  if (::fstat(::fileno(&file), &facts) != 0 || !S_ISREG(facts.st_mode)) return -1;
  return facts.st_size;
}

}  // namespace

ClientReply send_file(Connection& connection, ClientRequest request, const std::string& path) {
  const auto file = open_file(path);
  const auto size = size_of(*file);
  ProgressBar bar(ProgressUnit::bytes, true);
  std::int64_t sent = 0;
  request.body_size = size;
  request.read_body = [&](char* buffer, std::size_t room) {
    const auto count = std::fread(buffer, 1, room, file.get());
    sent += static_cast<std::int64_t>(count);
    bar.show("Sending", sent, size);
    return count;
  };
  auto reply = connection.send(std::move(request));
  bar.end();
  return reply;
}

}  // namespace sangam::apps::client
