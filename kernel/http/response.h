#pragma once

// The reply to a request, as a handler builds it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/task.h"
#include "kernel/http/upgrade.h"

namespace sangam::http {

// A body that is made while it is sent: an export, an event stream. Its pieces are asked for one by
// one, each after the one before went to the kernel's socket buffer (back-pressure).
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // Replaces `piece` (handed back for reuse, its capacity kept) by the next piece and returns true;
  // an empty piece only flushes. Returns false at the end. Throwing cuts the connection, which
  // tells the client that the body is incomplete. Destroyed without reaching the end when the
  // client goes away.
  virtual Task<bool> next(std::string& piece) = 0;
  // Asked to end soon, because the server drains or the client is gone: a next() that waits without
  // end (for events) must return false now. Called on the loop, possibly while next() waits.
  virtual void stop() {}
};

// A range of an open file. Sent in pieces; the descriptor is shared with who opened it (static
// files keep theirs open over all requests) and closed with the last owner.
struct FileBody {
  std::shared_ptr<const int> descriptor;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

// Bytes that outlive the response because somebody else keeps them (a cache, the static files).
struct SharedBody {
  std::shared_ptr<const void> owner;  // may be null for bytes that live as long as the program
  std::string_view bytes;
};

// Response fields as the text that goes on the wire, so that adding one costs no allocation of its
// own. Names and values must be free of CR, LF and NUL: asserted for names, which are ours; a value
// with such a character throws Error{Code::internal}.
class ResponseHeaders {
 public:
  // Adds one more line of that name.
  void add(std::string_view name, std::string_view value);
  // Adds it in place of all lines of that name.
  void set(std::string_view name, std::string_view value);
  void remove(std::string_view name) noexcept;
  // The first value of that name, without regard to case; alive until the next change.
  std::optional<std::string_view> find(std::string_view name) const noexcept;
  // "Name: value\r\n" for each.
  std::string_view text() const noexcept { return text_; }

 private:
  std::string text_;
};

// Whether a body may be compressed on its way (kernel/http/compression). Whoever makes a response
// knows whether it holds a secret, which its compressed length could tell.
enum class Compression : std::uint8_t {
  never,
  whole,  // as it is best
  live,   // a stream that is read as it comes: each piece goes out at once
};

// Status, fields and body. The server adds Date, Content-Length or Transfer-Encoding, and
// Connection; setting these here is ignored. For HEAD build the same as for GET: the server sends
// no body.
struct Response {
  using Body = std::variant<std::string, SharedBody, FileBody, std::unique_ptr<BodyStream>,
                            std::unique_ptr<Upgrade>>;

  Response() = default;
  explicit Response(int status) : status(status) {}
  Response(int status, std::string_view content_type, std::string body)
      : status(status), content_type(content_type), body(std::move(body)) {}

  // 200..599, or 101 with an Upgrade and only then; 204 and 304 carry no body whatever `body`
  // holds.
  int status = 200;
  std::string_view content_type;  // empty for none; must outlive the response: normally a literal
  ResponseHeaders headers;
  Body body;
  bool close = false;  // whether to close the connection after this response
  Compression compression = Compression::never;
};

// The reason phrase of a status (RFC 9110 §15); "Unknown" for one not registered.
std::string_view reason_phrase(int status) noexcept;

}  // namespace sangam::http
