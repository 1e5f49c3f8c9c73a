#include "suites/platform/single_sign_on/safe_path.h"

#include <algorithm>

namespace sangam::suites::platform::single_sign_on {

std::string safe_path(std::string_view path) {
  const bool plain =
      std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  if (!plain || path.size() > kNextBytesMost || !path.starts_with('/') || path.starts_with("//"))
    return "/";
  return std::string(path);
}

}  // namespace sangam::suites::platform::single_sign_on
