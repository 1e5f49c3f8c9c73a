#pragma once

// Assertions that stay on in every build: a broken expectation of ours must stop the program before
// it can damage data. User input never reaches an assertion; it is refused with an Error instead.

namespace sangam {

// Prints the condition and its place to standard error and aborts. Async-signal-safe.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace sangam

#define SANGAM_ASSERT(condition)                       \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::sangam::assertion_failed(#condition, __FILE_NAME__, __LINE__))
