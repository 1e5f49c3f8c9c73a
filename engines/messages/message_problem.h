#pragma once

// What is wrong with a message, said so that its sender can mend it: the element, the line, a
// stable code and the reason in plain words.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::engines::messages {

// Bounds on what a reader accepts, against files made to exhaust it. Each is inclusive.
struct Limits {
  std::size_t max_bytes = std::size_t{64} << 20;
  std::size_t max_elements = 4'000'000;
  std::size_t max_depth = 32;           // the deepest message of ISO 20022 needs 14
  std::size_t max_text_bytes = 16'384;  // of one element or attribute; the longest type has 2,048
  std::size_t max_problems = 100;       // reading goes on only to find this many
};

struct Problem {
  std::string path;  // "/Document/CstmrCdtTrfInitn/PmtInf[2]/PmtMtd"; "" before the first element
  std::uint32_t line = 0;  // 1-based, of the element's start tag; 0 when nothing was read
  std::string code;        // stable, snake_case; the README lists them all
  std::string reason;      // a sentence for people

  friend bool operator==(const Problem&, const Problem&) = default;
};

// Why a message was refused. `problems` is in the order of the file, never empty and at most
// Limits::max_problems long.
struct MessageError {
  std::vector<Problem> problems;
  bool truncated = false;  // there are more problems than listed

  friend bool operator==(const MessageError&, const MessageError&) = default;
};

// Collects problems up to a bound. Not thread-safe: one reader, one collector.
class Problems {
 public:
  explicit Problems(std::size_t maximum) : maximum_(maximum) {}

  // Keeps the order of the file: rules about the whole are found last but may concern its first
  // line.
  void add(Problem problem) {
    if (list_.size() >= maximum_) {
      truncated_ = true;
    } else {
      const auto place = std::ranges::upper_bound(list_, problem.line, {}, &Problem::line);
      list_.insert(place, std::move(problem));
    }
  }
  void add_all(std::vector<Problem> problems) {
    for (auto& problem : problems)
      add(std::move(problem));
  }

  bool empty() const noexcept { return list_.empty(); }
  MessageError take() && { return {std::move(list_), truncated_}; }

 private:
  std::size_t maximum_;
  std::vector<Problem> list_;
  bool truncated_ = false;
};

}  // namespace sangam::engines::messages
