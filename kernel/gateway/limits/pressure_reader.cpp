#include "kernel/gateway/limits/pressure_reader.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace sangam::gateway::limits {

namespace {

constexpr double kNanosecondsAMicrosecond = 1'000;

std::string first_line(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

std::optional<std::uint64_t> read_pressure(std::string_view text) noexcept {
  constexpr std::string_view kTotal = "total=";
  const auto line = text.substr(0, text.find('\n'));
  const auto at = line.find(kTotal);
  if (!line.starts_with("some ") || at == std::string_view::npos) return std::nullopt;
  const auto digits = line.substr(at + kTotal.size());
  std::uint64_t total = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), total);
  if (fault != std::errc()) return std::nullopt;
  return total;
}

double PressureReader::share(std::int64_t now) {
  const auto total = read_pressure(first_line(file_));
  const auto before = total_;
  const auto since = now - at_;
  total_ = total;
  at_ = now;
  if (!total || !before || *total < *before || since <= 0) return 0;
  const auto waited = static_cast<double>(*total - *before) * kNanosecondsAMicrosecond;
  return std::clamp(waited / static_cast<double>(since), 0.0, 1.0);
}

}  // namespace sangam::gateway::limits
