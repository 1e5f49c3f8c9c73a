#pragma once

// Cursors of edges. A list goes on behind the last row of a page by its keyset cursor. Behind a row
// in the middle it goes on by the cursor that the page itself was read with, and by which of its
// rows that was: the row is looked for again, so that others may come and go meanwhile.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engines/graphql/value.h"

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace sangam::graphql_door {

// "12~x7Zk…~b64…": behind a row in the middle of a page.
struct PageCursor {
  std::int64_t index = 0;  // of the row in its page, below 1000
  std::uint64_t row = 0;   // what it was: a hash of its id
  std::string page;        // the keyset cursor of the page; empty: the first one

  std::string text() const;
  // nullopt: it is a keyset cursor, or none.
  static std::optional<PageCursor> parse(std::string_view text);
};

// The hash of a row of a list. O(bytes).
std::uint64_t row_hash(const boost::json::value& row);

// How a connection's arguments are asked of its list.
struct PageRequest {
  graphql::Value::Object arguments;  // with `first` and `after` as the list understands them
  std::int64_t first = 0;            // how many edges are wanted
  bool has_after = false;
  std::optional<PageCursor> behind;  // a row in the middle

  explicit PageRequest(graphql::Value::Object given);
};

// The part of a reply's items that a connection shows. The items outlive it.
class PageView {
 public:
  // `reply` is a page: {"items":[…],"next":"…"}; null when it is none.
  static std::optional<PageView> of(const boost::json::value& reply, const PageRequest& request);

  std::size_t size() const noexcept { return count_; }
  const boost::json::value& node(std::size_t at) const;
  std::string cursor(std::size_t at) const;
  bool has_next() const noexcept { return more_ || !next_.empty(); }
  bool has_previous() const noexcept { return has_previous_; }
  // Where the page behind this one begins; empty when nothing is there to be behind of.
  std::string end_cursor() const;

 private:
  const boost::json::array* items_ = nullptr;
  std::size_t from_ = 0;
  std::size_t count_ = 0;
  bool more_ = false;  // items behind those shown
  bool has_previous_ = false;
  std::string next_;  // the keyset cursor behind all items; empty: there are no more
  std::string page_;  // the one they were read with
};

}  // namespace sangam::graphql_door
