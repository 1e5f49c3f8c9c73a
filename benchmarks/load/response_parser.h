#pragma once

// Just enough of an HTTP/1.1 response (RFC 9112) to know when it ends, fed piece by piece.

#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::benchmarks::load {

// One response after the other on one connection; pipelining is not used, so bytes that follow a
// complete response are an error of the server. Bodies are counted, not kept. Responses to HEAD are
// not understood.
class ResponseParser {
 public:
  enum class Progress { more, complete, malformed };

  // Reads `bytes`; call again with what arrives next while the answer is `more`.
  Progress feed(std::string_view bytes);

  // The connection ended: complete when the body was delimited by that, else malformed.
  Progress finish() const noexcept;

  // After a complete response, before the next one.
  void reset();

  int status() const noexcept { return status_; }
  bool keeps_connection() const noexcept { return keeps_connection_; }

 private:
  enum class State { head, length_body, chunk_size, chunk_data, trailer, until_close, done };

  bool read_head(std::string_view& bytes);
  bool parse_head(std::string_view head);
  void parse_field(std::string_view name, std::string_view value);
  bool read_line(std::string_view& bytes, std::string_view& line);
  Progress read_body(std::string_view& bytes);
  bool read_chunk_size(std::string_view& bytes);
  void skip(std::string_view& bytes);

  static constexpr std::size_t kLongestHead = 64 * 1024;

  State state_ = State::head;
  std::string pending_;  // an unfinished head or line
  int status_ = 0;
  bool keeps_connection_ = true;
  bool chunked_ = false;
  bool has_length_ = false;
  bool malformed_ = false;
  std::uint64_t remaining_ = 0;
};

}  // namespace sangam::benchmarks::load
