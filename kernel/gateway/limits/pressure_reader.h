#pragma once

// PressureReader: the share of time in which something waited for a processor since the last look,
// as Linux tells in /proc/pressure/cpu (PSI).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::gateway::limits {

// Microseconds in the "some" line: "some avg10=… avg60=… avg300=… total=…". Nothing when there is
// none.
std::optional<std::uint64_t> read_pressure(std::string_view text) noexcept;

// One thread.
class PressureReader {
 public:
  explicit PressureReader(std::string file = "/proc/pressure/cpu") : file_(std::move(file)) {}

  // 0 to 1; 0 at first and where the kernel does not tell. `now` is monotonic, in nanoseconds.
  double share(std::int64_t now);

 private:
  const std::string file_;
  std::optional<std::uint64_t> total_;
  std::int64_t at_ = 0;
};

}  // namespace sangam::gateway::limits
