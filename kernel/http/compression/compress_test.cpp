// Compression over a real connection.

#include "kernel/http/compression/compress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assert.h"
#include "kernel/http/compression/encoder.h"
#include "kernel/http/compression/request_coding.h"
#include "kernel/http/server.h"
#include "kernel/http/testing/raw_client.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::http::compression {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::RawClient;

constexpr std::size_t kLarge = 3'000'000;

std::string text_of(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i)
    text += "{\"id\":" + std::to_string(i * 7919) + ",\"state\":\"posted\"},";
  text.resize(size);
  return text;
}

// A line at a time; the second waits until somebody asks for it.
class Lines final : public BodyStream {
 public:
  Lines(runtime::EventLoop& loop, std::atomic<int>& allowed) : loop_(loop), allowed_(allowed) {}
  Task<bool> next(std::string& piece) override {
    while (made_ >= allowed_ && !stopped_)
      co_await runtime::sleep(loop_, std::chrono::milliseconds{2});
    if (made_ == 3 || stopped_) co_return false;
    piece = "data: " + std::to_string(++made_) + "\n\n";
    co_return true;
  }
  void stop() override { stopped_ = true; }

 private:
  runtime::EventLoop& loop_;
  std::atomic<int>& allowed_;
  int made_ = 0;
  bool stopped_ = false;
};

class Handler final : public RequestHandler {
 public:
  Task<Response> handle(Request& request) override {
    if (auto refused = decode_body(request)) co_return std::move(*refused);
    auto response = co_await answer(request);
    co_await compress(request, response);
    co_return response;
  }

  std::atomic<int> allowed{0};

 private:
  Task<Response> answer(Request& request) {
    const auto path = request.path();
    if (path == "/echo") co_return Response(200, "text/plain", co_await request.read_body(5'000));
    Response response(200, "application/json", text_of(path == "/large" ? kLarge : 4'000));
    response.compression = Compression::whole;
    if (path == "/plain") response.compression = Compression::never;
    if (path == "/small") response.body = text_of(kLeastBytes - 1);
    if (path == "/image") response.content_type = "image/png";
    if (path == "/cookie") response.headers.add("Set-Cookie", "a=b");
    if (path == "/final") response.headers.add("Cache-Control", "no-transform");
    if (path == "/weak") response.headers.add("ETag", "W/\"x\"");
    else response.headers.add("ETag", "\"x\"");
    if (path == "/known") response = not_modified();
    if (path == "/live") {
      response = Response(200, "text/event-stream", {});
      response.compression = Compression::live;
      response.body = std::make_unique<Lines>(request.loop(), allowed);
    }
    co_return response;
  }

  static Response not_modified() {
    Response response(304);
    response.headers.add("ETag", "\"x\"");
    response.compression = Compression::whole;
    return response;
  }
};

class Server {
 public:
  Server() : loops_(1), server_(std::make_unique<http::Server>(loops_, ServerSettings{}, handler)) {
    loops_.start();
  }
  ~Server() {
    server_.reset();
    loops_.stop();
  }
  std::uint16_t port() const { return server_->port(); }

  Handler handler;

 private:
  runtime::LoopGroup loops_;
  std::unique_ptr<http::Server> server_;
};

testing::RawResponse get(const Server& server, std::string_view path, std::string_view fields,
                         std::string_view method = "GET") {
  RawClient client(server.port());
  client.send(std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" +
              std::string(fields) + "\r\n");
  const auto response = client.receive(method == "HEAD");
  EXPECT_TRUE(response) << path;
  return response.value_or(testing::RawResponse{});
}

std::string decoded(Coding coding, std::string_view bytes) {
  const auto decoder = make_decoder(coding);
  std::string text;
  std::array<char, 4096> space;
  while (true) {
    const auto step = decoder->read(bytes, space);
    bytes.remove_prefix(step.consumed);
    text.append(space.data(), step.made);
    if (step.ended || (step.consumed == 0 && step.made == 0)) return text;
  }
}

TEST(Compress, AsTheClientAccepts) {
  Server server;
  const auto brotli = get(server, "/", "Accept-Encoding: gzip, br\r\n");
  EXPECT_TRUE(brotli.has("Content-Encoding: br\r\n"));
  EXPECT_TRUE(brotli.has("Vary: Accept-Encoding\r\n"));
  EXPECT_TRUE(brotli.has("ETag: \"x.br\"\r\n"));
  EXPECT_LT(brotli.body.size(), 1'500U);
  EXPECT_EQ(decoded(Coding::brotli, brotli.body), text_of(4'000));
  const auto gzip = get(server, "/", "Accept-Encoding: br;q=0\r\nAccept-Encoding: gzip\r\n");
  EXPECT_TRUE(gzip.has("Content-Encoding: gzip\r\n"));
  EXPECT_TRUE(gzip.has("ETag: \"x.gzip\"\r\n"));
  EXPECT_EQ(decoded(Coding::gzip, gzip.body), text_of(4'000));
}

TEST(Compress, NothingForWhoDoesNotAsk) {
  Server server;
  const auto response = get(server, "/", "");
  EXPECT_EQ(response.body, text_of(4'000));
  EXPECT_TRUE(response.has("Vary: Accept-Encoding\r\n"));  // another would get another answer
  EXPECT_TRUE(response.has("ETag: \"x\"\r\n"));
}

TEST(Compress, NothingThatIsSecretSmallOrCompressed) {
  Server server;
  for (const auto* path : {"/plain", "/small", "/image", "/cookie", "/final"}) {
    const auto response = get(server, path, "Accept-Encoding: gzip, br\r\n");
    EXPECT_FALSE(response.has("Content-Encoding")) << path;
    EXPECT_FALSE(response.has("Vary")) << path;
    EXPECT_TRUE(response.has("ETag: \"x\"\r\n")) << path;
  }
}

TEST(Compress, LargeBodiesInSlicesGiveTheSame) {
  Server server;
  const auto response = get(server, "/large", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(decoded(Coding::gzip, response.body), text_of(kLarge));
}

TEST(Compress, WeakTagsStay) {
  Server server;
  EXPECT_TRUE(get(server, "/weak", "Accept-Encoding: br\r\n").has("ETag: W/\"x\"\r\n"));
}

TEST(Compress, HeadSaysTheSame) {
  Server server;
  const auto got = get(server, "/", "Accept-Encoding: br\r\n");
  const auto head = get(server, "/", "Accept-Encoding: br\r\n", "HEAD");
  EXPECT_TRUE(head.has("Content-Length: " + std::to_string(got.body.size()) + "\r\n"));
  EXPECT_TRUE(head.has("Content-Encoding: br\r\n"));
}

TEST(Compress, WhatIsNotModifiedIsNamedAsItIsKnown) {
  Server server;
  const auto response = get(server, "/known", "If-None-Match: \"x.br\"\r\n");
  EXPECT_EQ(response.status, 304);
  EXPECT_TRUE(response.has("ETag: \"x.br\"\r\n"));
  EXPECT_TRUE(get(server, "/known", "If-None-Match: \"y.br\"\r\n").has("ETag: \"x\"\r\n"));
}

// Each event is decodable before the next one is made.
TEST(Compress, EventsAreFlushedOneByOne) {
  for (const auto coding : {Coding::gzip, Coding::brotli}) {
    Server server;
    RawClient client(server.port());
    client.send("GET /live HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + std::string(name(coding)) +
                "\r\n\r\n");
    const auto decoder = make_decoder(coding);
    std::string bytes;
    std::string text;
    for (int event = 1; event <= 3; ++event) {
      server.handler.allowed = event;
      const auto wanted = "data: " + std::to_string(event) + "\n\n";
      while (text.find(wanted) == std::string::npos) {
        bytes += client.receive_bytes(1);
        ASSERT_LT(bytes.size(), 4'000U);
        const auto body = bytes.find("\r\n\r\n");
        if (body == std::string::npos || !bytes.ends_with("\r\n")) continue;
        text.clear();
        const auto fresh = make_decoder(coding);
        std::string coded;
        std::string_view rest = std::string_view(bytes).substr(body + 4);
        while (rest.find("\r\n") != rest.npos) {
          const auto size = std::strtoul(std::string(rest).c_str(), nullptr, 16);
          rest.remove_prefix(rest.find("\r\n") + 2);
          if (size == 0 || rest.size() < size + 2) break;
          coded += rest.substr(0, size);
          rest.remove_prefix(size + 2);
        }
        text = decoded(coding, coded);
      }
      EXPECT_THAT(text, Not(HasSubstr("data: " + std::to_string(event + 1))));
    }
  }
}

std::string coded(Coding coding, std::string_view text) {
  std::string out;
  make_encoder(coding, Effort::whole)->write(text, Encoder::Then::end, out);
  return out;
}

testing::RawResponse post(const Server& server, std::string_view coding, std::string_view body) {
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + std::string(coding) +
              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
              std::string(body));
  return client.receive().value_or(testing::RawResponse{});
}

TEST(CodedRequests, AreRead) {
  Server server;
  const auto text = text_of(4'900);
  EXPECT_EQ(post(server, "gzip", coded(Coding::gzip, text)).body, text);
  EXPECT_EQ(post(server, "br", coded(Coding::brotli, text)).body, text);
  EXPECT_EQ(post(server, "identity", text).body, text);
}

TEST(CodedRequests, InWhatWeDoNotReadAreRefused) {
  Server server;
  for (const auto* coding : {"zstd", "gzip, br", "deflate", "gzip;q=1"}) {
    const auto response = post(server, coding, "x");
    EXPECT_EQ(response.status, 415) << coding;
    EXPECT_TRUE(response.has("Accept-Encoding: br, gzip\r\n")) << coding;
    EXPECT_THAT(response.body, HasSubstr("unsupported_media"));
  }
}

TEST(CodedRequests, ThatGrowTooMuchAreRefused) {
  Server server;
  const auto response = post(server, "gzip", coded(Coding::gzip, std::string(5'001, 'x')));
  EXPECT_EQ(response.status, 413);
  EXPECT_THAT(response.body, HasSubstr("5000 bytes"));
}

TEST(CodedRequests, ThatAreNotWhatTheySayAreRefused) {
  Server server;
  EXPECT_EQ(post(server, "gzip", "{}").status, 400);
}

TEST(Types, ThatShrink) {
  for (const auto* type :
       {"text/csv; charset=utf-8", "application/json", "application/problem+json", "image/svg+xml",
        "application/x-ndjson", "Text/HTML", "application/atom+xml"})
    EXPECT_TRUE(is_compressible(type)) << type;
  for (const auto* type : {"image/png", "application/zip", "application/pdf", "font/woff2",
                           "application/octet-stream", "", "video/mp4", "application/gzip"})
    EXPECT_FALSE(is_compressible(type)) << type;
}

TEST(Tags, AreOursAgain) {
  EXPECT_EQ(tag_as_made("abc.br"), "abc");
  EXPECT_EQ(tag_as_made("abc.gzip"), "abc");
  EXPECT_EQ(tag_as_made("abc"), "abc");
  EXPECT_EQ(tag_as_made("abc-br"), "abc-br");
}

}  // namespace
}  // namespace sangam::http::compression
