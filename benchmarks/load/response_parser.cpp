#include "benchmarks/load/response_parser.h"

#include <algorithm>
#include <charconv>

namespace sangam::benchmarks::load {

namespace {

bool same_word(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

template <class Number>
bool whole_number(std::string_view text, Number& value, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

ResponseParser::Progress ResponseParser::feed(std::string_view bytes) {
  if (state_ == State::head && !read_head(bytes))
    return malformed_ ? Progress::malformed : Progress::more;
  const Progress progress = read_body(bytes);
  if (progress == Progress::complete && !bytes.empty()) return Progress::malformed;
  return progress;
}

ResponseParser::Progress ResponseParser::finish() const noexcept {
  return state_ == State::until_close ? Progress::complete : Progress::malformed;
}

void ResponseParser::reset() {
  state_ = State::head;
  pending_.clear();
  keeps_connection_ = true;
  chunked_ = has_length_ = malformed_ = false;
  remaining_ = 0;
}

bool ResponseParser::read_head(std::string_view& bytes) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  // Nearly every response arrives in one piece: no copy then.
  if (pending_.empty()) {
    if (const auto end = bytes.find(kEnd); end != std::string_view::npos) {
      malformed_ = !parse_head(bytes.substr(0, end + 2));
      bytes.remove_prefix(end + kEnd.size());
      return !malformed_;
    }
  }
  const std::size_t before = pending_.size();
  pending_ += bytes;
  const auto end = pending_.find(kEnd, before < 3 ? 0 : before - 3);
  if (end == std::string::npos) {
    malformed_ = pending_.size() > kLongestHead;
    return false;
  }
  bytes.remove_prefix(end + kEnd.size() - before);
  const std::string head = pending_.substr(0, end + 2);
  pending_.clear();
  malformed_ = !parse_head(head);
  return !malformed_;
}

// `head` is the status line and the fields, each ended by CR LF.
bool ResponseParser::parse_head(std::string_view head) {
  if (head.size() < 12 || !head.starts_with("HTTP/1.")) return false;
  keeps_connection_ = head[7] == '1';
  if (!whole_number(head.substr(9, 3), status_, 10)) return false;
  for (auto at = head.find("\r\n") + 2; at < head.size();) {
    const auto end = head.find("\r\n", at);
    const std::string_view line = head.substr(at, end - at);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    parse_field(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    at = end + 2;
  }
  const bool no_body = status_ == 204 || status_ == 304 || status_ < 200;
  state_ = no_body       ? State::done
           : chunked_    ? State::chunk_size
           : has_length_ ? State::length_body
                         : State::until_close;
  return !malformed_;
}

void ResponseParser::parse_field(std::string_view name, std::string_view value) {
  if (same_word(name, "content-length")) {
    has_length_ = whole_number(value, remaining_, 10);
    malformed_ = malformed_ || !has_length_;
  } else if (same_word(name, "transfer-encoding")) {
    chunked_ = same_word(value, "chunked");
  } else if (same_word(name, "connection")) {
    if (same_word(value, "close")) keeps_connection_ = false;
    if (same_word(value, "keep-alive")) keeps_connection_ = true;
  }
}

bool ResponseParser::read_line(std::string_view& bytes, std::string_view& line) {
  const auto end = bytes.find('\n');
  pending_ += bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  malformed_ = malformed_ || pending_.size() > kLongestHead;
  if (end == std::string_view::npos || malformed_) return false;
  line = pending_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

bool ResponseParser::read_chunk_size(std::string_view& bytes) {
  std::string_view line;
  if (!read_line(bytes, line)) return false;
  malformed_ = !whole_number(trimmed(line.substr(0, line.find(';'))), remaining_, 16);
  pending_.clear();
  state_ = remaining_ == 0 ? State::trailer : State::chunk_data;
  remaining_ += 2;  // the CR LF after the data
  return !malformed_;
}

void ResponseParser::skip(std::string_view& bytes) {
  const auto count = std::min<std::uint64_t>(remaining_, bytes.size());
  bytes.remove_prefix(static_cast<std::size_t>(count));
  remaining_ -= count;
}

ResponseParser::Progress ResponseParser::read_body(std::string_view& bytes) {
  while (!malformed_) {
    if (state_ == State::done) return Progress::complete;
    if (state_ == State::until_close) return Progress::more;
    if (state_ == State::length_body || state_ == State::chunk_data) {
      skip(bytes);
      if (remaining_ > 0) return Progress::more;
      state_ = state_ == State::length_body ? State::done : State::chunk_size;
    } else if (state_ == State::chunk_size) {
      if (!read_chunk_size(bytes)) break;
    } else {
      std::string_view line;
      if (!read_line(bytes, line)) break;
      if (line.empty()) state_ = State::done;
      pending_.clear();
    }
  }
  return malformed_ ? Progress::malformed : Progress::more;
}

}  // namespace sangam::benchmarks::load
