#include "kernel/http/response.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/target.h"

namespace sangam::http {
namespace {

// Fields about framing and the connection belong to the server.
bool is_servers_own(std::string_view name) noexcept {
  switch (name.size()) {
    case 4:
      return equal_ignoring_case(name, "Date");
    case 10:
      return equal_ignoring_case(name, "Connection") || equal_ignoring_case(name, "Keep-Alive");
    case 14:
      return equal_ignoring_case(name, "Content-Length");
    case 17:
      return equal_ignoring_case(name, "Transfer-Encoding");
    default:
      return false;
  }
}

bool breaks_lines(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// One line of the text of the fields, from its name to its line feed.
struct Line {
  std::size_t begin;
  std::size_t colon;
  std::size_t end;
};

std::optional<Line> find_line(std::string_view text, std::string_view name) noexcept {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    const std::size_t colon = text.find(':', begin);
    if (equal_ignoring_case(text.substr(begin, colon - begin), name))
      return Line{begin, colon, end};
    begin = end;
  }
  return std::nullopt;
}

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr Reason kReasons[] = {{101, "Switching Protocols"},
                               {200, "OK"},
                               {201, "Created"},
                               {202, "Accepted"},
                               {204, "No Content"},
                               {206, "Partial Content"},
                               {301, "Moved Permanently"},
                               {302, "Found"},
                               {303, "See Other"},
                               {304, "Not Modified"},
                               {307, "Temporary Redirect"},
                               {308, "Permanent Redirect"},
                               {400, "Bad Request"},
                               {401, "Unauthorized"},
                               {402, "Payment Required"},
                               {403, "Forbidden"},
                               {404, "Not Found"},
                               {405, "Method Not Allowed"},
                               {406, "Not Acceptable"},
                               {408, "Request Timeout"},
                               {409, "Conflict"},
                               {410, "Gone"},
                               {411, "Length Required"},
                               {412, "Precondition Failed"},
                               {413, "Content Too Large"},
                               {414, "URI Too Long"},
                               {415, "Unsupported Media Type"},
                               {416, "Range Not Satisfiable"},
                               {417, "Expectation Failed"},
                               {421, "Misdirected Request"},
                               {422, "Unprocessable Content"},
                               {426, "Upgrade Required"},
                               {428, "Precondition Required"},
                               {429, "Too Many Requests"},
                               {431, "Request Header Fields Too Large"},
                               {500, "Internal Server Error"},
                               {501, "Not Implemented"},
                               {502, "Bad Gateway"},
                               {503, "Service Unavailable"},
                               {504, "Gateway Timeout"},
                               {505, "HTTP Version Not Supported"}};

}  // namespace

void ResponseHeaders::add(std::string_view name, std::string_view value) {
  SANGAM_ASSERT(!name.empty() && !breaks_lines(name) && name.find(':') == std::string_view::npos);
  if (breaks_lines(value)) {
    throw Error(Code::internal, "A response field held a line break.");
  }
  if (is_servers_own(name)) return;
  text_.append(name).append(": ").append(value).append("\r\n");
}

void ResponseHeaders::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void ResponseHeaders::remove(std::string_view name) noexcept {
  while (const auto line = find_line(text_, name)) {
    text_.erase(line->begin, line->end - line->begin);
  }
}

std::optional<std::string_view> ResponseHeaders::find(std::string_view name) const noexcept {
  const auto line = find_line(text_, name);
  if (!line) return std::nullopt;
  const std::size_t value = line->colon + 2;
  return std::string_view(text_).substr(value, line->end - 2 - value);
}

std::string_view reason_phrase(int status) noexcept {
  const auto found = std::ranges::find(kReasons, status, &Reason::status);
  return found == std::end(kReasons) ? "Unknown" : found->phrase;
}

}  // namespace sangam::http
