#pragma once

// The words of a line of cases/: how they are split and what values they stand for. For tests.

#include <charconv>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"

namespace sangam::engines::ledger {

// A line that says nothing we understand; caught where lines are read, with its place.
struct CaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An action with its arguments and what is expected of it.
struct CaseLine {
  std::string verb;
  std::vector<std::string> arguments;           // words without "="
  std::map<std::string, std::string> fields;    // FIELD=VALUE before "->"
  std::string status = "created";               // after "->"
  std::map<std::string, std::string> expected;  // FIELD=VALUE after it

  const std::string& argument(std::size_t i) const {
    if (i >= arguments.size()) throw CaseError("too few words");
    return arguments[i];
  }
};

inline CaseLine read_case_line(const std::string& text) {
  CaseLine line;
  std::istringstream words(text.substr(0, text.find('#')));
  words >> line.verb;
  bool is_answer = false;
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    if (word == "->") {
      is_answer = true;
    } else if (equals != std::string::npos) {
      (is_answer ? line.expected : line.fields)[word.substr(0, equals)] = word.substr(equals + 1);
    } else if (is_answer) {
      line.status = word;
    } else {
      line.arguments.push_back(word);
    }
  }
  return line;
}

template <class Number>
Number case_number(std::string_view word) {
  if (word == "_") return 0;
  const bool from_top = word.starts_with('-');
  const bool negative = word.starts_with('~');
  Number value{};
  const std::string_view digits = word.substr(from_top || negative ? 1 : 0);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    throw CaseError("not a number: " + std::string(word));
  }
  if (from_top) return static_cast<Number>(std::numeric_limits<Number>::max() - value);
  return negative ? static_cast<Number>(-value) : value;
}

// "a|b" as the sum of the numbers that `bits` gives the names.
inline std::uint16_t case_flags(std::string_view words,
                                const std::map<std::string_view, std::uint16_t>& bits) {
  std::uint16_t flags = 0;
  while (!words.empty()) {
    const auto end = std::min(words.find('|'), words.size());
    const auto bit = bits.find(words.substr(0, end));
    if (bit == bits.end()) throw CaseError("no such flag: " + std::string(words));
    flags |= bit->second;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return flags;
}

// Gives each name an id: version 7, in order of first mention.
class CaseIds {
 public:
  Uuid id(const std::string& name) {
    if (name == "_") return {};
    if (name.starts_with('-')) return from_top(case_number<std::uint8_t>(name.substr(1)));
    const std::int64_t mentioned = 1'700'000'000'000 + static_cast<std::int64_t>(ids_.size());
    const auto [found, is_new] = ids_.try_emplace(name);
    if (is_new) found->second = make_uuid_v7(mentioned, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    return found->second;
  }

 private:
  static Uuid from_top(std::uint8_t less) {
    Uuid id;
    id.bytes.fill(0xff);
    id.bytes.back() = static_cast<std::uint8_t>(id.bytes.back() - less);
    return id;
  }

  std::map<std::string, Uuid> ids_;
};

}  // namespace sangam::engines::ledger
