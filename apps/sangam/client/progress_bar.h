#pragma once

// ProgressBar: how far long work is: a line that changes on a terminal, a line now and then
// elsewhere.

#include <cstdint>
#include <string>

namespace sangam::apps::client {

enum class ProgressUnit : std::uint8_t { items, bytes };

// Writes to standard error. One thread.
class ProgressBar {
 public:
  // `quiet_elsewhere`: nothing at all where no terminal is.
  explicit ProgressBar(ProgressUnit unit = ProgressUnit::items, bool quiet_elsewhere = false);

  // `total` -1: not known.
  void show(const std::string& what, std::int64_t done, std::int64_t total);
  // Leaves the line.
  void end();

 private:
  ProgressUnit unit_;
  bool quiet_;
  bool terminal_;
  bool shown_ = false;
  std::int64_t last_ = -1'000'000;  // what was shown last: percent, or MiB where no total is known
};

// The line without its end: "Sending [====    ] 1.2/2.4 MiB 50%".
std::string progress_line(const std::string& what, std::int64_t done, std::int64_t total,
                          ProgressUnit unit);

// "2.4 MiB", "17 B".
std::string byte_text(std::int64_t bytes);

}  // namespace sangam::apps::client
