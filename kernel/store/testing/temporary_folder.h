#pragma once

// A folder of a test's own below TMPDIR, which PostgreSQL's user may enter, removed at the end.

#include <filesystem>

namespace sangam::store::testing {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace sangam::store::testing
