#pragma once

// FileLock: one holder among all processes. It ends with the process that holds it, however that
// ends, so there is nothing to clean up after a crash.

#include <filesystem>
#include <string>
#include <utility>

namespace sangam::store {

// Any thread, one at a time.
class FileLock {
 public:
  FileLock() = default;
  // Makes the file when it is missing, closed to others. Throws Error{unavailable} with `refusal`
  // when somebody else holds the lock for a second.
  FileLock(const std::filesystem::path& file, const std::string& refusal);
  ~FileLock() { release(); }
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  // Idempotent.
  void release() noexcept;

 private:
  int descriptor_ = -1;
};

}  // namespace sangam::store
