#pragma once

// Lists: pages by keyset, never by offset, so that page 10,000 costs what page 1 costs and rows
// that come or go do not shift others. Requests embed Paging; replies are Page<T>.
//
//   ListStatement list("accounts.list", "select … from ledger.accounts where tenant_id = $1",
//   call); list.filter("ledger = ?", request.ledger)
//       .sorts({{"name", "name", "text"}, {"created_at", "created_at", "int8"}}, {"id", "id",
//       "uuid"});
//   co_return co_await list.page<AccountRow>(call, request.paging);

#include <string>
#include <string_view>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "kernel/api/call.h"
#include "kernel/store/rows.h"

namespace sangam::api {

inline constexpr std::int64_t kDefaultPageSize = 50;

struct Paging {
  std::optional<Bounded<1, 1000>> limit;
  std::optional<Text<1, 1024>> cursor;
  std::optional<Text<1, 64>> sort;
};
SANGAM_DESCRIBE(Paging, (limit, "Items a page; 50 unless said"),
                (cursor, "Where to go on: `next` of the page before"),
                (sort, "Field to sort by; a leading hyphen turns the order around"))

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next;
};

template <class T>
struct PageFields {
  static constexpr Field kFields[] = {
      {"items", "The items of this page", offsetof(Page<T>, items), &TypeOf<std::vector<T>>::kType},
      {"next", "Cursor of the next page; absent on the last", offsetof(Page<T>, next),
       &TypeOf<std::optional<std::string>>::kType}};
};
template <class T>
constexpr std::span<const Field> describe(const Page<T>*) {
  return PageFields<T>::kFields;
}
// Pages have no schema of their own name: they are written out where they are used.
template <class T>
constexpr std::string_view describe_name(const Page<T>*) {
  return {};
}

// A field that a list may be sorted by: of the same name in the row struct and on the wire.
struct SortKey {
  std::string_view field;
  std::string_view column;  // qualified column or expression, never NULL
  std::string_view type;    // its SQL type, for the cursor's cast
};

// Builds and runs one page's statement. Its texts come from us alone; values travel as parameters.
class ListStatement {
 public:
  // `select` ends inside a WHERE clause that names the tenant as $1.
  ListStatement(std::string_view name, std::string_view select, const Call& call);

  // Adds `condition`, whose ? is the value, when there is one.
  template <class T>
  ListStatement& filter(std::string_view condition, const std::optional<T>& value) {
    return value ? filter(condition, *value) : *this;
  }
  template <class T>
  ListStatement& filter(std::string_view condition, const T& value) {
    append_condition(condition);
    parameters_.add(value);
    return *this;
  }
  // Adds that `text`, a column or an expression of ours, holds the value, in whatever case, when
  // there is one. Nothing in it is a pattern. O(rows that the other conditions leave).
  template <class T>
  ListStatement& search(std::string_view text, const std::optional<T>& value) {
    return filter("position(lower(?) in lower(" + std::string(text) + ")) > 0", value);
  }
  // The keys one may sort by, the first unless said; `tie` is unique and breaks ties.
  ListStatement& sorts(std::vector<SortKey> keys, SortKey tie);

  // One round trip. Throws Error{invalid} for an unknown sort or a foreign cursor.
  template <Described Row>
  Task<Page<Row>> page(Call& call, Paging paging) {
    const auto limit = complete(paging);
    Page<Row> page;
    page.items = store::read_rows<Row>(co_await fetch(call));
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
      page.items.resize(static_cast<std::size_t>(limit));
      page.next = cursor_after(type_of<Row>, &page.items.back());
    }
    co_return page;
  }

 private:
  Task<store::Result> fetch(Call& call);
  void append_condition(std::string_view condition);
  // Adds cursor, order and limit; returns the limit.
  std::int64_t complete(const Paging& paging);
  void choose_sort(std::string_view wanted);
  void continue_after(std::string_view cursor);
  std::string cursor_after(const Type& row_type, const void* row) const;

  std::string_view name_;
  std::string sql_;
  store::Parameters parameters_;
  std::vector<SortKey> keys_;
  SortKey tie_{};
  SortKey key_{};
  bool descending_ = false;
};

}  // namespace sangam::api
