#include "apps/sangam/client/download_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "apps/sangam/client/client_error.h"

namespace sangam::apps::client {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw ClientError("cannot write " + path.string() + ": " + std::strerror(errno));
}

ClientError is_there(const std::filesystem::path& path) {
  return ClientError(path.string() + " is there already: --force writes over it", kExitUsage);
}

}  // namespace

DownloadFile::DownloadFile(std::filesystem::path path, bool force)
    : path_(std::move(path)), part_(path_), force_(force) {
  std::error_code error;
  if (std::filesystem::is_directory(path_, error))
    throw ClientError(path_.string() + " is a directory: name a file", kExitUsage);
  if (!force && std::filesystem::exists(std::filesystem::symlink_status(path_, error)))
    throw is_there(path_);
  part_ += ".part-" + std::to_string(::getpid());
  file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file_ < 0) fail(part_);
}

DownloadFile::~DownloadFile() {
  if (file_ >= 0) ::close(file_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

bool DownloadFile::write(std::string_view piece) {
  while (!piece.empty()) {
    const auto count = ::write(file_, piece.data(), piece.size());
    if (count <= 0) return false;
    piece.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void DownloadFile::keep() {
  if (::fsync(file_) != 0) fail(part_);
  const unsigned how = force_ ? 0 : RENAME_NOREPLACE;
  if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, path_.c_str(), how) != 0) {
    if (errno == EEXIST) throw is_there(path_);
    // A file system that cannot promise it: a name that is taken is refused all the same.
    if (errno != EINVAL || ::link(part_.c_str(), path_.c_str()) != 0) {
      if (errno == EEXIST) throw is_there(path_);
      fail(path_);
    }
    ::unlink(part_.c_str());
  }
  part_.clear();
}

}  // namespace sangam::apps::client
