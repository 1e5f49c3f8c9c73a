#include "kernel/http/file_stream.h"

#include <fcntl.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace sangam::http {
namespace {

constexpr std::uint64_t kPiece = 256 * 1024;
constexpr std::chrono::milliseconds kDiskWait{2};
// After so many waits the read may block: a file system that never fills its cache ahead still
// works.
constexpr int kMostWaits = 1000;

}  // namespace

Task<bool> FileStream::next(std::string& piece) {
  if (file_.length == 0) co_return false;
  const auto wanted = static_cast<std::size_t>(std::min(kPiece, file_.length));
  const auto offset = static_cast<off_t>(file_.offset);
  piece.resize(wanted);
  for (int waits = 0;; ++waits) {
    const iovec target{piece.data(), wanted};
    const int flags = waits < kMostWaits ? RWF_NOWAIT : 0;
    ssize_t count = ::preadv2(*file_.descriptor, &target, 1, offset, flags);
    if (count < 0 && errno == EOPNOTSUPP) {
      count = ::preadv2(*file_.descriptor, &target, 1, offset, 0);
    }
    if (count > 0) {
      piece.resize(static_cast<std::size_t>(count));
      file_.offset += static_cast<std::uint64_t>(count);
      file_.length -= static_cast<std::uint64_t>(count);
      co_return true;
    }
    if (count == 0) throw std::system_error(EIO, std::system_category(), "file is shorter");
    if (errno == EINTR) continue;
    if (errno != EAGAIN) throw std::system_error(errno, std::system_category(), "preadv2");
    ::posix_fadvise(*file_.descriptor, offset, static_cast<off_t>(wanted), POSIX_FADV_WILLNEED);
    co_await runtime::sleep(loop_, kDiskWait);
  }
}

}  // namespace sangam::http
