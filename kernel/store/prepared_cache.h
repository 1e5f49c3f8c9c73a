#pragma once

// Which statements are prepared on one session, least recently used first out.

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sangam::store {

// Keyed by SQL text. Names are never used twice on a session, so a name that could not be
// deallocated does no harm but memory. O(length of the text) an operation.
class PreparedCache {
 public:
  explicit PreparedCache(std::size_t limit) : limit_(limit) {}

  struct Use {
    std::string name;
    bool fresh;                          // prepare it first
    std::optional<std::string> evicted;  // deallocate this one
  };
  // The name under which `sql` is or shall be prepared.
  Use use(std::string_view sql);
  // Preparing `name` failed, or its plan has expired: the next use prepares it again.
  void forget(std::string_view name);

  std::size_t size() const noexcept { return entries_.size(); }

 private:
  struct Entry {
    std::string sql;
    std::string name;
  };
  using Order = std::list<Entry>;

  std::size_t limit_;
  std::uint64_t next_ = 0;
  Order order_;                                                    // most recently used first
  std::unordered_map<std::string_view, Order::iterator> entries_;  // keys point into order_
};

}  // namespace sangam::store
