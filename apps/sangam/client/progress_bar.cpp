#include "apps/sangam/client/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "apps/sangam/client/environment.h"

namespace sangam::apps::client {

namespace {

constexpr int kWidth = 32;
constexpr std::int64_t kStepElsewhere = 10;  // percent
constexpr std::int64_t kMebibyte = 1024 * 1024;

std::string count(std::int64_t value, ProgressUnit unit) {
  return unit == ProgressUnit::bytes ? byte_text(value) : std::to_string(value);
}

}  // namespace

std::string byte_text(std::int64_t bytes) {
  constexpr const char* kUnits[] = {"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024) return std::to_string(bytes) + " B";
  auto value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; value >= 1024 && unit + 1 < std::size(kUnits); ++unit)
    value /= 1024;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %s", value, kUnits[unit]);
  return text;
}

std::string progress_line(const std::string& what, std::int64_t done, std::int64_t total,
                          ProgressUnit unit) {
  if (total < 0) return what + " " + count(done, unit);
  const auto percent = total > 0 ? std::clamp<std::int64_t>(done * 100 / total, 0, 100) : 100;
  const auto filled = static_cast<std::size_t>(percent * kWidth / 100);
  return what + " [" + std::string(filled, '=') + std::string(kWidth - filled, ' ') + "] " +
         count(done, unit) + "/" + count(total, unit) + " " + std::to_string(percent) + "%";
}

ProgressBar::ProgressBar(ProgressUnit unit, bool quiet_elsewhere)
    : unit_(unit), quiet_(quiet_elsewhere), terminal_(is_terminal(STDERR_FILENO)) {}

void ProgressBar::show(const std::string& what, std::int64_t done, std::int64_t total) {
  if (!terminal_ && quiet_) return;
  const auto step = total < 0 ? done / kMebibyte : total > 0 ? done * 100 / total : 100;
  if (terminal_ ? step == last_ : step < last_ + kStepElsewhere) return;
  last_ = step;
  shown_ = true;
  auto line = progress_line(what, done, total, unit_);
  if (terminal_) {
    const auto columns = static_cast<std::size_t>(terminal_columns(STDERR_FILENO));
    if (line.size() >= columns) line.resize(columns - 1);
    // To the end of the line: what a longer one left is erased.
    std::fprintf(stderr, "\r%s\033[K", line.c_str());
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
  std::fflush(stderr);
}

void ProgressBar::end() {
  if (terminal_ && shown_) std::fputc('\n', stderr);
  shown_ = false;
}

}  // namespace sangam::apps::client
