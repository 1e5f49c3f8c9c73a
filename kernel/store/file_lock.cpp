#include "kernel/store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/error.h"
#include "kernel/runtime/deadline.h"

namespace sangam::store {

namespace {

constexpr runtime::milliseconds kPatience{1'000};
constexpr runtime::milliseconds kPause{5};

}  // namespace

FileLock::FileLock(const std::filesystem::path& file, const std::string& refusal)
    : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0)
    throw Error(Code::unavailable, "cannot open " + file.string() + ": " + std::strerror(errno));
  // A child of an owner that was killed has the owner's lock until it closes what it inherited.
  const auto patience = runtime::Deadline::in(kPatience);
  while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (patience.passed()) {
      release();
      throw Error(Code::unavailable, refusal);
    }
    std::this_thread::sleep_for(kPause);
  }
}

void FileLock::release() noexcept {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
}

}  // namespace sangam::store
