#pragma once

// Text with places that differ from one request to the next: bodies, paths and header values.
//
//   {{id}}               a fresh UUID version 7 as 26 characters of Crockford base32
//   {{uuid}}             a fresh UUID version 7 in hexadecimal
//   {{number}}           1, 2, 3 … over the whole run
//   {{int 1 500}}        a random integer, both ends included
//   {{pick FILE}}        a random line of a file
//   {{other FILE}}       a random line of it that is not the one picked last
//   {{repeat 100}}…{{end}}   the text between, so often, separated by commas

#include <cstdint>
#include <expected>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::benchmarks::load {

// Where the changing values come from. The same seed gives the same values, except that identifiers
// carry the time.
class Values {
 public:
  explicit Values(std::uint64_t seed) : random_(seed) {}

  std::string fresh_id();
  std::string fresh_uuid();
  std::uint64_t next_number() noexcept { return ++number_; }
  // lowest <= highest; bias below 2^-32 for the ranges a bench uses.
  std::int64_t integer(std::int64_t lowest, std::int64_t highest) noexcept;

 private:
  std::mt19937_64 random_;
  std::uint64_t number_ = 0;
};

// A parsed template; immutable but for the last line picked of each file. One thread.
class Template {
 public:
  // The error is a sentence about what is wrong with the template or one of its files.
  static std::expected<Template, std::string> parse(std::string_view text);

  // Appends one instance to `out`.
  void render(Values& values, std::string& out) const;

  // True when every instance is the same text.
  bool is_constant() const noexcept;

 private:
  enum class Kind { literal, id, uuid, number, integer, pick, other, repeat };

  struct Lines {
    std::vector<std::string> lines;
    std::size_t last = 0;
  };

  struct Part {
    Kind kind;
    std::string text;                // of a literal
    std::int64_t low = 0, high = 0;  // of an integer; `low` is the count of a repeat
    std::shared_ptr<Lines> lines;    // shared by all parts that name the same file
    std::vector<Part> inner;         // of a repeat
  };

  class Parser;

  static void render_parts(const std::vector<Part>& parts, Values& values, std::string& out);
  static void render_line(const Part& part, Values& values, std::string& out);

  std::vector<Part> parts_;
};

}  // namespace sangam::benchmarks::load
