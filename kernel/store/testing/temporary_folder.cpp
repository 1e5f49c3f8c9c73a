#include "kernel/store/testing/temporary_folder.h"

#include <stdlib.h>

#include "base/assert.h"

namespace sangam::store::testing {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = fs::temp_directory_path() / "sangam-test-XXXXXX";
  SANGAM_ASSERT(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
  fs::permissions(path_, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace sangam::store::testing
