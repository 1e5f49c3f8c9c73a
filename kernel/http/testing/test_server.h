#pragma once

// A real server on a loopback port with a handler that shows every behaviour a handler can have.

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.h"
#include "kernel/http/server.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::http::testing {

// Pieces of a given size, each a repeated letter; may fail or go on for ever.
class LetterStream final : public BodyStream {
 public:
  LetterStream(runtime::EventLoop& loop, std::size_t pieces, std::size_t size,
               std::atomic<std::size_t>& made)
      : loop_(loop), pieces_(pieces), size_(size), made_(made) {}

  Task<bool> next(std::string& piece) override {
    if (index_ == pieces_) co_return false;
    if (size_ == 0) {  // an event stream without events
      while (!stopped_)
        co_await runtime::sleep(loop_, std::chrono::milliseconds{5});
      co_return false;
    }
    piece.assign(size_, static_cast<char>('a' + index_ % 26));
    ++index_;
    ++made_;
    if (fails_at_ == index_) throw std::runtime_error("the source broke");
    co_return true;
  }
  void stop() override { stopped_ = true; }
  void fail_at(std::size_t index) { fails_at_ = index; }

 private:
  runtime::EventLoop& loop_;
  std::size_t pieces_;
  std::size_t size_;
  std::atomic<std::size_t>& made_;
  std::size_t index_ = 0;
  std::size_t fails_at_ = 0;
  bool stopped_ = false;
};

// Serves paths by name; see handle(). Remembers what it was asked for.
class TestHandler final : public RequestHandler {
 public:
  std::atomic<std::size_t> pieces_made{0};
  std::atomic<int> failures{0};
  std::atomic<int> body_errors{0};

  std::vector<std::string> seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

  Task<Response> handle(Request& request) override {
    remember(request);
    const std::string_view path = request.path();
    if (path == "/echo") co_return co_await echo(request);
    if (path == "/pieces") co_return co_await count_pieces(request);
    if (path == "/slow") co_return co_await sleep_a_while(request);
    if (path == "/stream") co_return stream(request);
    if (path == "/refuse") {
      throw Error(Code::invalid, "Wrong.", {{"/name", "required", "Give a name."}});
    }
    if (path == "/busy") throw Error(Code::unavailable, "Later.");
    if (path == "/crash") throw std::runtime_error("secret of the inside");
    if (path == "/empty") co_return Response(204);
    if (path == "/headers") co_return list_headers(request);
    if (path == "/peer") co_return describe_peer(request);
    co_return Response(200, "text/plain",
                       std::string(request.method_text()) + " " + std::string(path) + " " +
                           std::string(request.query()));
  }

  void failed(const Request&, const std::exception_ptr&) noexcept override { ++failures; }

 private:
  static std::uint64_t number(const Request& request, std::string_view name,
                              std::uint64_t otherwise) {
    const auto text = request.query_value(name);
    return text ? std::strtoull(text->c_str(), nullptr, 10) : otherwise;
  }

  void remember(const Request& request) {
    const std::lock_guard lock(mutex_);
    seen_.emplace_back(request.path());
  }

  Task<Response> echo(Request& request) {
    const std::uint64_t limit = number(request, "limit", 1 << 20);
    bool failed = false;
    try {
      co_return Response(200, "text/plain", co_await request.read_body(limit));
    } catch (const Error&) {
      failed = true;
    }
    if (failed) ++body_errors;
    throw Error(Code::malformed, "the body could not be read");
  }

  static Task<Response> count_pieces(Request& request) {
    request.set_body_limit(number(request, "limit", 1 << 20));
    std::uint64_t bytes = 0;
    std::uint64_t pieces = 0;
    while (const auto piece = co_await request.next_chunk()) {
      bytes += piece->size();
      ++pieces;
    }
    co_return Response(200, "text/plain",
                       std::to_string(bytes) + (pieces > 1 ? " in pieces" : " at once"));
  }

  static Task<Response> sleep_a_while(Request& request) {
    if (const auto most = request.query_value("deadline_ms")) {
      request.set_deadline(runtime::Deadline::in(milliseconds{std::atoi(most->c_str())}));
    }
    co_await runtime::sleep(request.loop(),
                            milliseconds{static_cast<std::int64_t>(number(request, "ms", 0))});
    co_return Response(200, "text/plain", "slept");
  }

  Response stream(const Request& request) {
    auto body = std::make_unique<LetterStream>(request.loop(), number(request, "pieces", 3),
                                               number(request, "size", 5), pieces_made);
    body->fail_at(number(request, "fail_at", 0));
    Response response(200);
    response.content_type = "text/plain";
    response.body = std::move(body);
    return response;
  }

  static Response list_headers(const Request& request) {
    std::string text;
    for (const Header& header : request.headers()) {
      text.append(header.name).append("=[").append(header.value).append("]\n");
    }
    Response response(200, "text/plain", text);
    response.headers.add("X-Remote", request.remote_address());
    return response;
  }

  static Response describe_peer(const Request& request) {
    const auto* peer = request.peer_certificate();
    return Response(
        200, "text/plain",
        std::string(request.secure() ? "secure" : "plain") +
            (peer ? " " + peer->subject + " " + peer->thumbprint + " by " + peer->issuer : ""));
  }

  std::mutex mutex_;
  std::vector<std::string> seen_;
};

// Settings with short deadlines, so that tests of deadlines end soon.
inline ServerSettings quick_settings() {
  ServerSettings settings;
  settings.deadlines.linger = milliseconds{300};
  return settings;
}

// A server with its loops and the handler above.
class TestServer {
 public:
  explicit TestServer(ServerSettings settings = quick_settings(), std::size_t loops = 1)
      : loops_(loops), server_(std::make_unique<Server>(loops_, settings, handler_)) {
    loops_.start();
  }
  ~TestServer() {
    server_.reset();
    loops_.stop();
  }

  std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }
  TestHandler& handler() { return handler_; }
  const LoopCounters& counters() const { return *server_->counters()[0]; }

 private:
  TestHandler handler_;
  runtime::LoopGroup loops_;
  std::unique_ptr<Server> server_;
};

}  // namespace sangam::http::testing
