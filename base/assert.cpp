#include "base/assert.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sangam {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
  char text[512];
  const int length =
      std::snprintf(text, sizeof text, "assertion failed: %s (%s:%d)\n", condition, file, line);
  if (length > 0) {
    const auto size = std::min(static_cast<std::size_t>(length), sizeof text - 1);
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, size);
  }
  std::abort();
}

}  // namespace sangam
