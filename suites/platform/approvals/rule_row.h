#pragma once

// Rules as rows. Private to this folder.

#include <string>

#include "base/scalars.h"

namespace sangam::suites::platform::approvals {

struct RuleRow {
  std::string operation;
  std::string condition;
};
SANGAM_DESCRIBE(RuleRow, (operation, ""), (condition, ""))

}  // namespace sangam::suites::platform::approvals
