// Feeds arbitrary bytes, cut arbitrarily, to a connection over a transport in memory, and checks
// that what it answers is well-formed and that it always comes to an end.

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/connection.h"
#include "kernel/http/server.h"

namespace sangam::http {
namespace {

// Gives out the input in pieces of one size, then ends; takes what is written, a part at a time.
class MemoryTransport final : public Transport {
 public:
  MemoryTransport(std::string_view input, std::size_t piece, std::string& output)
      : input_(input), piece_(piece), output_(output) {}

  IoResult read(std::span<char> into) override {
    const std::size_t count = std::min({into.size(), piece_, input_.size()});
    if (count == 0) return {IoStatus::closed};
    std::memcpy(into.data(), input_.data(), count);
    input_.remove_prefix(count);
    return {IoStatus::done, count};
  }
  IoResult write(std::span<const iovec> pieces) override {
    std::size_t total = 0;
    for (const iovec& piece : pieces) {
      const std::size_t count = std::min(piece.iov_len, piece_ * 16);
      output_.append(static_cast<const char*>(piece.iov_base), count);
      total += count;
      if (count < piece.iov_len) break;
    }
    return {IoStatus::done, total};
  }
  bool can_read() const noexcept override { return true; }
  bool can_write() const noexcept override { return true; }
  void set_listener(TransportListener*) noexcept override {}
  void finish_writing() noexcept override {}
  void cut() noexcept override {}

 private:
  std::string_view input_;
  std::size_t piece_;
  std::string& output_;
};

// Reads bodies of requests whose path begins with '/r', and looks at everything else.
class FuzzHandler final : public RequestHandler {
 public:
  Task<Response> handle(Request& request) override {
    SANGAM_ASSERT(request.path().starts_with('/') || request.path() == "*");
    for (const Header& header : request.headers())
      SANGAM_ASSERT(!header.name.empty());
    std::string text;
    for (const auto& [name, value] : request.query_parameters())
      text += name + value;
    if (request.path().starts_with("/r")) text += co_await request.read_body(4096);
    co_return Response(200, "text/plain", std::move(text));
  }
};

// Every answer must begin with a status line; sized by our own Content-Length, it is followed by
// the next answer or nothing.
void check_output(std::string_view output) {
  while (!output.empty()) {
    SANGAM_ASSERT(output.starts_with("HTTP/1.1 "));
    const std::size_t end = output.find("\r\n\r\n");
    SANGAM_ASSERT(end != std::string_view::npos);
    const std::string_view head = output.substr(0, end + 4);
    output.remove_prefix(head.size());
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t at = head.find(kLength);
    const bool interim = head.starts_with("HTTP/1.1 100 ");
    SANGAM_ASSERT(interim || at != std::string_view::npos);
    if (interim) continue;
    const auto length = std::strtoull(head.data() + at + kLength.size(), nullptr, 10);
    // The response to HEAD announces a length and sends nothing.
    if (output.size() >= length && (length == 0 || !output.starts_with("HTTP/1.1 "))) {
      output.remove_prefix(static_cast<std::size_t>(length));
    }
  }
}

Task<void> serve(Connection& connection, bool& ended) {
  co_await connection.serve();
  ended = true;
}

}  // namespace
}  // namespace sangam::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam;
  using namespace sangam::http;
  if (size == 0) return 0;
  static runtime::EventLoop loop;
  static FuzzHandler handler;
  static const Limits limits{.head_bytes = 512, .headers = 8, .body_bytes = 4096};
  static const Deadlines deadlines;
  static ConnectionHost host{
      loop, limits, deadlines, handler, DateCache(loop, [] { return std::int64_t{0}; }), {}};

  const std::size_t piece = data[0] % 64 + 1;
  std::string output;
  bool ended = false;
  {
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    Connection connection(host, std::make_unique<MemoryTransport>(input, piece, output), "::1");
    start_detached(serve(connection, ended));
    SANGAM_ASSERT(ended);
  }
  check_output(output);
  return 0;
}
