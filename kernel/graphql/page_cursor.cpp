#include "kernel/graphql/page_cursor.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>

#include "base/assert.h"
#include "kernel/api/list.h"
#include "kernel/graphql/plan.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;

constexpr std::int64_t kPageMost = 1000;
constexpr char kSeparator = '~';

// FNV-1a, 64 bits: the same in every process and version.
std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : bytes)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

template <class T>
bool read_number(std::string_view text, int base, T& value) {
  const auto* end = text.data() + text.size();
  const auto [read, fault] = std::from_chars(text.data(), end, value, base);
  return fault == std::errc() && read == end && !text.empty();
}

std::string hex(std::uint64_t value) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, 16).ptr;
  return {digits, end};
}

graphql::Value* find(graphql::Value::Object& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name, &graphql::Member::name);
  return found == arguments.end() ? nullptr : &found->value;
}

void put(graphql::Value::Object& arguments, std::string_view name, graphql::Value value) {
  if (auto* known = find(arguments, name)) *known = std::move(value);
  else arguments.push_back({std::string(name), std::move(value)});
}

std::string text_of(const json::value* value) {
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

std::string PageCursor::text() const {
  return std::to_string(index) + kSeparator + hex(row) + kSeparator + page;
}

std::optional<PageCursor> PageCursor::parse(std::string_view text) {
  const auto first = text.find(kSeparator);
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find(kSeparator, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  PageCursor cursor;
  if (!read_number(text.substr(0, first), 10, cursor.index) ||
      !read_number(text.substr(first + 1, second - first - 1), 16, cursor.row) ||
      cursor.index < 0 || cursor.index >= kPageMost)
    return std::nullopt;
  cursor.page = text.substr(second + 1);
  return cursor;
}

std::uint64_t row_hash(const json::value& row) {
  const auto* object = row.if_object();
  const auto* id = object ? object->if_contains("id") : nullptr;
  if (id && id->is_string()) return hash_of({id->get_string().data(), id->get_string().size()});
  return hash_of(json::serialize(row));
}

PageRequest::PageRequest(graphql::Value::Object given)
    : arguments(std::move(given)), first(api::kDefaultPageSize) {
  if (const auto* wanted = find(arguments, kFirstArgument))
    if (const auto* number = wanted->get<std::int64_t>()) first = *number;
  const auto* after = find(arguments, kAfterArgument);
  const auto* text = after ? after->get<std::string>() : nullptr;
  has_after = text != nullptr;
  if (text) behind = PageCursor::parse(*text);
  if (!behind || first < 1 || first > kPageMost) return;
  put(arguments, kFirstArgument, std::min(kPageMost, behind->index + 1 + first));
  put(arguments, kAfterArgument,
      behind->page.empty() ? graphql::Value() : graphql::Value(behind->page));
}

std::optional<PageView> PageView::of(const json::value& reply, const PageRequest& request) {
  const auto* object = reply.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  if (!items || !items->is_array()) return std::nullopt;
  PageView view;
  view.items_ = &items->get_array();
  view.next_ = text_of(object->if_contains("next"));
  view.has_previous_ = request.has_after;
  const auto size = view.items_->size();
  if (request.behind) {
    view.page_ = request.behind->page;
    // Still there, or as many rows on as it was.
    view.from_ = std::min(size, static_cast<std::size_t>(request.behind->index) + 1);
    for (std::size_t i = 0; i < size; ++i)
      if (row_hash((*view.items_)[i]) == request.behind->row) view.from_ = i + 1;
  } else if (request.has_after) {
    const auto after = std::ranges::find(request.arguments, kAfterArgument, &graphql::Member::name);
    view.page_ = *after->value.get<std::string>();
  }
  view.count_ = std::min(size - view.from_, static_cast<std::size_t>(request.first));
  view.more_ = view.from_ + view.count_ < size;
  return view;
}

const json::value& PageView::node(std::size_t at) const {
  SANGAM_ASSERT(at < count_);
  return (*items_)[from_ + at];
}

std::string PageView::cursor(std::size_t at) const {
  const auto index = from_ + at;
  if (index + 1 == items_->size() && !next_.empty()) return next_;
  return PageCursor{
      .index = static_cast<std::int64_t>(index), .row = row_hash(node(at)), .page = page_}
      .text();
}

std::string PageView::end_cursor() const {
  if (count_ > 0) return cursor(count_ - 1);
  return next_;
}

}  // namespace sangam::graphql_door
