// Requests and responses as values: no server.

#include "kernel/http/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/http/date.h"
#include "kernel/http/response.h"
#include "kernel/http/target.h"

namespace sangam::http {
namespace {

TEST(Request, DecodesItsQuery) {
  const Request request({.query = "a=1&b=x+y%20z&=&c&a=2&%C3%A9=%26"});
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_EQ(request.query_value("b"), "x y z");
  EXPECT_EQ(request.query_value("c"), "");
  EXPECT_EQ(request.query_value("\xc3\xa9"), "&");
  EXPECT_EQ(request.query_value("d"), std::nullopt);
  EXPECT_EQ(request.query_parameters().size(), 5);
}

TEST(Request, RefusesBrokenQueries) {
  for (const auto* query : {"a=%", "a=%4", "a=%zz", "%ff=1", "a=%ed%a0%80"}) {
    EXPECT_THROW((void)Request({.query = query}).query_parameters(), Error) << query;
  }
}

TEST(Request, FindsHeadersWithoutRegardToCase) {
  const Header headers[] = {{"Accept", "a"}, {"X-One", "1"}, {"x-one", "2"}};
  const Request request({.headers = headers});
  EXPECT_EQ(request.header("ACCEPT"), "a");
  EXPECT_EQ(request.header("x-ONE"), "1");
  EXPECT_EQ(request.header_count("X-One"), 2);
  EXPECT_EQ(request.header("X"), std::nullopt);
}

class Pieces final : public BodySource {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  Task<std::optional<std::string_view>> next() override {
    if (next_ == pieces_.size()) co_return std::nullopt;
    co_return pieces_[next_++];
  }
  void set_limit(std::uint64_t) override {}

 private:
  std::vector<std::string> pieces_;
  std::size_t next_ = 0;
};

// Refuses what is not "hello".
class Watch final : public BodyWatch {
 public:
  explicit Watch(int& ends) : ends_(ends) {}
  void piece(std::string_view bytes) override { seen_ += bytes; }
  void end() override {
    ++ends_;
    if (seen_ != "hello") throw Error{Code::unauthenticated, "other"};
  }

 private:
  int& ends_;
  std::string seen_;
};

// What reading the whole body gives, or the text of the Error.
std::string read_watched(std::vector<std::string> pieces, int& ends) {
  Pieces body(std::move(pieces));
  Request request({.has_body = true, .body = &body});
  request.watch_body(std::make_unique<Watch>(ends));
  std::string result = "waits";
  start_detached([](Request& r, std::string& into) -> Task<void> {
    try {
      into = co_await r.read_body(100);
      // Nothing comes behind the end, and it is not judged twice.
      if (co_await r.next_chunk()) into = "more";
    } catch (const Error& error) {
      into = error.detail;
    }
  }(request, result));
  return result;
}

TEST(Request, IsWatchedWhileItsBodyIsRead) {
  int ends = 0;
  EXPECT_EQ(read_watched({"he", "llo"}, ends), "hello");
  EXPECT_EQ(ends, 1);
  EXPECT_EQ(read_watched({"he", "llo!"}, ends), "other");
  EXPECT_EQ(read_watched({}, ends), "other");
}

// As a decoder would: every byte twice.
class Doubled final : public BodySource {
 public:
  explicit Doubled(BodySource& coded) : coded_(coded) {}
  Task<std::optional<std::string_view>> next() override {
    const auto piece = co_await coded_.next();
    if (!piece) co_return std::nullopt;
    text_ = std::string(*piece) + std::string(*piece);
    co_return text_;
  }
  void set_limit(std::uint64_t bytes) override { coded_.set_limit(bytes); }
  void deadline_changed(runtime::Deadline) override {}

 private:
  BodySource& coded_;
  std::string text_;
};

TEST(Request, IsWatchedAsItCameThoughItIsReadDecoded) {
  Pieces body({"hello"});
  Request request({.content_length = 5, .has_body = true, .body = &body});
  auto& coded = request.coded_body();
  request.replace_body(std::make_unique<Doubled>(coded));
  EXPECT_FALSE(request.content_length());
  int ends = 0;
  request.watch_body(std::make_unique<Watch>(ends));
  std::string read;
  start_detached([](Request& r, std::string& into) -> Task<void> {
    into = co_await r.read_body(100);
  }(request, read));
  EXPECT_EQ(read, "hellohello");
  EXPECT_EQ(ends, 1);
}

TEST(Request, IsWatchedFromItsBeginningOnly) {
  Pieces body({"a"});
  Request request({.has_body = true, .body = &body});
  start_detached([](Request& r) -> Task<void> { co_await r.next_chunk(); }(request));
  int ends = 0;
  EXPECT_THROW(request.watch_body(std::make_unique<Watch>(ends)), Error);
  EXPECT_EQ(ends, 0);
}

TEST(ResponseHeaders, AreSetFoundAndRemoved) {
  ResponseHeaders headers;
  headers.add("Vary", "Origin");
  headers.add("vary", "Accept");
  headers.add("X-A", "");
  EXPECT_EQ(headers.find("VARY"), "Origin");
  EXPECT_EQ(headers.find("x-a"), "");
  headers.set("Vary", "*");
  EXPECT_EQ(headers.text(), "X-A: \r\nVary: *\r\n");
  headers.remove("X-A");
  EXPECT_EQ(headers.find("X-A"), std::nullopt);
}

TEST(ResponseHeaders, CannotBeSplitOrFramed) {
  ResponseHeaders headers;
  EXPECT_THROW(headers.add("X-A", "b\r\nSet-Cookie: c"), Error);
  EXPECT_THROW(headers.add("X-A", std::string_view("b\0c", 3)), Error);
  headers.add("Content-Length", "5");
  headers.add("transfer-encoding", "chunked");
  headers.add("Connection", "close");
  headers.add("Date", "today");
  EXPECT_EQ(headers.text(), "") << "framing is the server's own";
}

TEST(HttpDate, IsFormatted) {
  EXPECT_EQ(format_http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Utf8, IsValidated) {
  for (const auto* good : {"", "a", "\xc3\xa9", "\xe0\xa4\x95", "\xf0\x9f\x98\x80"}) {
    EXPECT_TRUE(valid_utf8(good)) << good;
  }
  for (const auto* bad :
       {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80", "\xc3(", "\xf0\x80\x80\x80"}) {
    EXPECT_FALSE(valid_utf8(bad)) << bad;
  }
}

TEST(Target, PathsAreNormalised) {
  const auto path = [](std::string_view target) {
    std::string storage;
    TargetParts parts;
    return split_target(target, storage, parts) ? std::string(parts.path) : "refused";
  };
  EXPECT_EQ(path("/a/b/../c"), "/a/c");
  EXPECT_EQ(path("/a/.."), "/");
  EXPECT_EQ(path("/a/."), "/a/");
  EXPECT_EQ(path("/a/b/.."), "/a/");
  EXPECT_EQ(path("/.hidden/..x"), "/.hidden/..x");
  EXPECT_EQ(path("//a//"), "//a//");
  EXPECT_EQ(path("/a?/../.."), "/a");
  EXPECT_EQ(path("/a/../.."), "refused");
  EXPECT_EQ(path("/%2e%2e"), "refused");
  EXPECT_EQ(path("/%2e%2e%2fa"), "refused");
  EXPECT_EQ(path("http:///a"), "refused");
}

}  // namespace
}  // namespace sangam::http
