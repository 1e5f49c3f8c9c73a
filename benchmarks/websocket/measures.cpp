#include "benchmarks/websocket/measures.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include "benchmarks/load/histogram.h"
#include "benchmarks/load/moment.h"
#include "benchmarks/websocket/publisher.h"

namespace sangam::benchmarks::websocket {

namespace {

constexpr double kSecond = 1e9;
constexpr double kMillisecond = 1e6;
// How many messages nobody has to have got before the next is published.
constexpr std::int64_t kWindow = 4;
constexpr int kLook = 20;  // milliseconds
constexpr double kPatience = 15;

double now() { return static_cast<double>(load::monotonic_nanoseconds()) / kSecond; }

std::int64_t number_behind(std::string_view text, std::string_view mark) {
  const auto at = text.find(mark);
  std::int64_t number = -1;
  if (at != std::string_view::npos)
    std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
  return number;
}

void print(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

// Everybody subscribes, and is told so.
void subscribe_all(Crowd& crowd, const std::string& message) {
  const auto frame = text_frame(message);
  std::size_t subscribed = 0;
  const auto heard = [&](std::size_t, std::string_view text) {
    if (text.contains(R"("type":"error")")) throw std::runtime_error(std::string(text));
    if (text.contains(R"("type":"subscribed")")) ++subscribed;
  };
  for (std::size_t i = 0; i < crowd.size(); ++i) {
    crowd.send(i, frame);
    while (i >= subscribed + 100)
      crowd.listen(kLook, heard);
  }
  for (const double until = now() + kPatience; subscribed < crowd.size();) {
    if (now() > until) throw std::runtime_error("not everybody could subscribe");
    crowd.listen(kLook, heard);
  }
}

// How often each message was heard, and how late.
class Ledger {
 public:
  explicit Ledger(std::size_t listeners) : listeners_(listeners) {}

  void hear(std::string_view text) {
    const auto sent_at = number_behind(text, "at=");
    const auto number = number_behind(text, "k=");
    if (sent_at < 0 || number < 0) return;
    const auto index = static_cast<std::size_t>(number);
    if (counts_.size() <= index) counts_.resize(index + 1);
    if (++counts_[index] > listeners_) throw std::runtime_error("a message came twice");
    if (counts_[index] == listeners_) ++complete_;
    ++deliveries_;
    histogram_.record(static_cast<std::uint64_t>(
        std::max<std::int64_t>(load::monotonic_nanoseconds() - sent_at, 0)));
  }
  std::int64_t complete() const noexcept { return complete_; }  // any thread
  std::uint64_t deliveries() const noexcept { return deliveries_; }
  double milliseconds(double percent) const {
    return static_cast<double>(histogram_.percentile(percent)) / kMillisecond;
  }

 private:
  const std::size_t listeners_;
  std::vector<std::size_t> counts_;
  std::atomic<std::int64_t> complete_{0};
  std::uint64_t deliveries_ = 0;
  load::Histogram histogram_;
};

}  // namespace

void hold(const Wanted& wanted) {
  Crowd crowd(wanted.target);
  crowd.open(wanted.connections);
  if (!wanted.subscribe.empty()) subscribe_all(crowd, wanted.subscribe);
  print(fmt::format(R"({{"open":{}}})", crowd.size()));
  char byte = 0;
  while (::read(STDIN_FILENO, &byte, 1) > 0) {
  }
}

void measure_pings(const Wanted& wanted) {
  Crowd crowd(wanted.target);
  crowd.open(wanted.connections);
  const auto ping = text_frame(R"({"type":"ping"})");
  std::uint64_t answered = 0;
  const auto heard = [&](std::size_t member, std::string_view text) {
    if (!text.contains("pong")) return;
    ++answered;
    crowd.send(member, ping);
  };
  for (std::size_t i = 0; i < crowd.size(); ++i)
    crowd.send(i, ping);
  for (const double until = now() + 1; now() < until;)
    crowd.listen(kLook, heard);
  answered = 0;
  const double begun = now();
  while (now() < begun + wanted.seconds)
    crowd.listen(kLook, heard);
  print(fmt::format(R"({{"per_second":{:.1f}}})", static_cast<double>(answered) / (now() - begun)));
}

void measure_delivery(const Wanted& wanted) {
  Crowd crowd(wanted.target);
  crowd.open(wanted.connections);
  subscribe_all(crowd, wanted.subscribe);
  Ledger ledger(wanted.connections);
  const double begun = now();
  const auto may_go = [&](std::int64_t number) {
    if (wanted.rate > 0) return now() >= begun + static_cast<double>(number) / wanted.rate;
    return number < ledger.complete() + kWindow;
  };
  const auto count =
      wanted.rate > 0 ? static_cast<std::int64_t>(wanted.rate * wanted.seconds) : INT64_MAX;
  Publisher publisher(wanted.target, wanted.publish_path, count, may_go);
  const auto heard = [&](std::size_t, std::string_view text) { ledger.hear(text); };
  while (now() < begun + wanted.seconds)
    crowd.listen(kLook, heard);
  publisher.stop();
  const double until = now() + kPatience;
  while (ledger.complete() < publisher.sent() && now() < until)
    crowd.listen(kLook, heard);
  const double took = now() - begun;
  publisher.check();
  if (ledger.complete() < publisher.sent()) throw std::runtime_error("messages are missing");
  print(fmt::format(
      R"({{"per_second":{:.1f},"p50_ms":{:.3f},"p99_ms":{:.3f},"max_ms":{:.3f},"messages":{}}})",
      static_cast<double>(ledger.deliveries()) / took, ledger.milliseconds(50),
      ledger.milliseconds(99), ledger.milliseconds(100), publisher.sent()));
}

}  // namespace sangam::benchmarks::websocket
