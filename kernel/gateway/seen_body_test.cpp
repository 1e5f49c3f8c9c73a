#include "kernel/gateway/seen_body.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/error.h"

namespace sangam::gateway {
namespace {

// Pieces that are there already, as a connection would give them.
class Pieces final : public http::BodySource {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}

  Task<std::optional<std::string_view>> next() override {
    if (given_ == pieces_.size()) co_return std::nullopt;
    bytes_ += pieces_[given_].size();
    if (bytes_ > limit_) throw Error{Code::too_large, "too large"};
    co_return std::string_view(pieces_[given_++]);
  }
  void set_limit(std::uint64_t bytes) override { limit_ = bytes; }

  std::size_t given() const { return given_; }

 private:
  std::vector<std::string> pieces_;
  std::size_t given_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t limit_ = 1'000;
};

http::RequestParts parts_of(Pieces& pieces, std::optional<std::uint64_t> length = {}) {
  http::RequestParts parts;
  parts.has_body = true;
  parts.body = &pieces;
  parts.content_length = length;
  return parts;
}

struct Seen {
  BodyBeginning beginning;
  std::string handler;  // what a handler reads afterwards, or the code of its error
};

Task<void> look(http::Request& request, std::size_t most, std::uint64_t handler_limit, Seen& seen) {
  try {
    seen.beginning = co_await look_at_body(request, most);
    seen.handler = co_await request.read_body(handler_limit);
  } catch (const Error& error) {
    seen.handler = name(error.code);
  }
}

// Nothing here waits, so it is done when it returns.
Seen looked(Pieces& pieces, std::size_t most, std::uint64_t handler_limit = 1'000,
            std::optional<std::uint64_t> length = {}) {
  http::Request request(parts_of(pieces, length));
  Seen seen;
  start_detached(look(request, most, handler_limit, seen));
  return seen;
}

TEST(SeenBody, TheHandlerReadsWhatWasSeenAndWhatFollows) {
  Pieces pieces({"abc", "def", "ghi"});
  const auto seen = looked(pieces, 4);
  EXPECT_EQ(seen.beginning.text, "abcdef");
  EXPECT_TRUE(seen.beginning.cut);
  EXPECT_EQ(seen.handler, "abcdefghi");
}

TEST(SeenBody, AShortBodyIsSeenWhole) {
  Pieces pieces({"abc"});
  const auto seen = looked(pieces, 100);
  EXPECT_EQ(seen.beginning.text, "abc");
  EXPECT_FALSE(seen.beginning.cut);
  EXPECT_EQ(seen.handler, "abc");
  // One that ends where it was announced to is not cut, although nobody asked for more.
  Pieces exact({"abcd"});
  EXPECT_FALSE(looked(exact, 4, 1'000, 4).beginning.cut);
}

TEST(SeenBody, TheLimitOfTheHandlerHoldsForWhatWasSeenToo) {
  Pieces pieces({"abcdef"});
  EXPECT_EQ(looked(pieces, 100, 5).handler, "too_large");
  Pieces rest({"abc", "def"});
  EXPECT_EQ(looked(rest, 2, 5).handler, "too_large");
}

TEST(SeenBody, ABoundHoldsWhateverTheHandlerAllows) {
  Pieces pieces({"abc", "def"});
  http::Request request(parts_of(pieces));
  bound_body(request, 5);
  Seen seen;
  start_detached(look(request, 1, 1'000, seen));
  EXPECT_EQ(seen.handler, "too_large");
}

TEST(SeenBody, WithoutBodyNothingIsSeen) {
  http::Request request(http::RequestParts{});
  Seen seen;
  bound_body(request, 1);
  start_detached(look(request, 10, 10, seen));
  EXPECT_EQ(seen.beginning.text + seen.handler, "");
}

}  // namespace
}  // namespace sangam::gateway
