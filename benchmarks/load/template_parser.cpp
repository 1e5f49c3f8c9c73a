// Reading a template: text between double braces becomes a part, everything else stays as it is.

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>

#include "benchmarks/load/template.h"

namespace sangam::benchmarks::load {

namespace {

constexpr std::int64_t kMostRepeats = 100'000;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return words;
    const auto end = std::min(text.find(' ', start), text.size());
    words.push_back(text.substr(start, end - start));
    text.remove_prefix(end);
  }
}

bool to_integer(std::string_view text, std::int64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

class Template::Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  std::expected<Template, std::string> run() {
    Template result;
    read_parts(result.parts_, false);
    if (!error_.empty()) return std::unexpected(error_);
    return result;
  }

 private:
  void read_parts(std::vector<Part>& parts, bool inside_repeat) {
    while (error_.empty()) {
      const auto open = rest_.find("{{");
      const std::string_view literal = rest_.substr(0, open);
      if (!literal.empty()) parts.push_back({.kind = Kind::literal, .text = std::string(literal)});
      if (open == std::string_view::npos) {
        if (inside_repeat) error_ = "{{repeat}} without {{end}}";
        return;
      }
      const auto close = rest_.find("}}", open);
      if (close == std::string_view::npos) {
        error_ = "{{ without }}";
        return;
      }
      const auto words = words_of(rest_.substr(open + 2, close - open - 2));
      rest_.remove_prefix(close + 2);
      if (inside_repeat && words.size() == 1 && words[0] == "end") return;
      parts.push_back(read_part(words));
    }
  }

  Part read_part(const std::vector<std::string_view>& words) {
    const std::string_view name = words.empty() ? "" : words[0];
    Part part{.kind = Kind::literal};
    if (words.size() == 1 && name == "id") {
      part.kind = Kind::id;
    } else if (words.size() == 1 && name == "uuid") {
      part.kind = Kind::uuid;
    } else if (words.size() == 1 && name == "number") {
      part.kind = Kind::number;
    } else if (words.size() == 3 && name == "int") {
      part.kind = Kind::integer;
      const bool valid = to_integer(words[1], part.low) && to_integer(words[2], part.high);
      if (!valid || part.low > part.high) error_ = "{{int}} needs two integers in order";
    } else if (words.size() == 2 && (name == "pick" || name == "other")) {
      part.kind = name == "pick" ? Kind::pick : Kind::other;
      part.lines = lines_of(std::string(words[1]));
    } else if (words.size() == 2 && name == "repeat") {
      read_repeat(words[1], part);
    } else {
      error_ = "unknown place {{" + std::string(name) + "}} or wrong number of words in it";
    }
    return part;
  }

  void read_repeat(std::string_view count, Part& part) {
    part.kind = Kind::repeat;
    if (!to_integer(count, part.low) || part.low < 1 || part.low > kMostRepeats)
      error_ = "{{repeat}} needs a count from 1 to " + std::to_string(kMostRepeats);
    else read_parts(part.inner, true);
  }

  std::shared_ptr<Lines> lines_of(const std::string& path) {
    std::shared_ptr<Lines>& lines = files_[path];
    if (!lines) {
      lines = std::make_shared<Lines>();
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);)
        lines->lines.push_back(line);
    }
    if (lines->lines.size() < 2) error_ = path + " cannot be read or has fewer than two lines";
    return lines;
  }

  std::string_view rest_;
  std::string error_;
  std::map<std::string, std::shared_ptr<Lines>> files_;
};

std::expected<Template, std::string> Template::parse(std::string_view text) {
  return Parser(text).run();
}

}  // namespace sangam::benchmarks::load
