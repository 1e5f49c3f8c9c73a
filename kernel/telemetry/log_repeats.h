#pragma once

// Holding back what repeats: a message's first lines are written, the others counted until its time
// is over.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sangam::log {

// Not thread-safe. Times are monotonic nanoseconds.
template <class Line>
class Repeats {
 public:
  struct Held {
    Line line;  // the last one
    std::uint64_t count = 0;
  };

  // At most `keys_most` messages are told apart; the others share one count.
  Repeats(std::uint64_t burst, std::int64_t window, std::size_t keys_most)
      : burst_(burst), window_(window), keys_most_(keys_most) {}

  // Whether `line` may be written now. When not, it is kept in place of the one before. `due` gets
  // what was held back for the same key in a time that is over: to be written first.
  bool admit(const std::string& key, const Line& line, std::int64_t now, std::vector<Held>& due) {
    auto found = states_.find(key);
    if (found == states_.end())
      found = states_.emplace(states_.size() < keys_most_ ? key : std::string(), State{now}).first;
    auto& state = found->second;
    if (now - state.began >= window_) {
      if (state.held.count > 0) due.push_back(std::move(state.held));
      state = State{now};
    }
    if (state.written < burst_) {
      ++state.written;
      return true;
    }
    state.held.line = line;
    ++state.held.count;
    return false;
  }

  // What was held back in times that are over; `all`: in any.
  std::vector<Held> take_due(std::int64_t now, bool all) {
    std::vector<Held> due;
    for (auto state = states_.begin(); state != states_.end();) {
      const bool over = all || now - state->second.began >= window_;
      if (over && state->second.held.count > 0) due.push_back(std::move(state->second.held));
      state = over ? states_.erase(state) : std::next(state);
    }
    return due;
  }

 private:
  struct State {
    std::int64_t began = 0;
    std::uint64_t written = 0;
    Held held{};
  };
  const std::uint64_t burst_;
  const std::int64_t window_;
  const std::size_t keys_most_;
  std::map<std::string, State> states_;
};

}  // namespace sangam::log
