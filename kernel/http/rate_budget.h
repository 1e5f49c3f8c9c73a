#pragma once

// The minimum rate of a transfer: a grace period, then so many bytes for every second the server
// had to wait for the client.

#include <chrono>
#include <cstdint>

namespace sangam::http {

// Counts only time spent waiting: a handler that is slow itself costs its client nothing.
class RateBudget {
 public:
  RateBudget(std::chrono::milliseconds grace, std::uint32_t bytes_a_second) noexcept
      : allowed_(grace), bytes_a_second_(bytes_a_second) {}

  void moved(std::uint64_t bytes) noexcept {
    allowed_ += std::chrono::nanoseconds{
        static_cast<std::int64_t>(1e9 * static_cast<double>(bytes) / bytes_a_second_)};
  }
  void waited(std::chrono::nanoseconds duration) noexcept { waited_ += duration; }
  // How long the next wait may take; negative when the budget is used up.
  std::chrono::nanoseconds left() const noexcept { return allowed_ - waited_; }

 private:
  std::chrono::nanoseconds allowed_;
  std::chrono::nanoseconds waited_{0};
  std::uint32_t bytes_a_second_;
};

}  // namespace sangam::http
