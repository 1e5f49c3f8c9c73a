#include "kernel/api/list.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

#include "base/base64.h"
#include "kernel/store/database_error.h"

namespace sangam::api {

namespace {

// A cursor is base64url("field NUL value NUL tie"): opaque to callers, checked when it comes back.
constexpr std::string_view kDataException = "22";  // class of SQLSTATE

Error bad_cursor() {
  return invalid_field("?cursor", "bad_cursor",
                       "is not the cursor of a page of this list and sort");
}

// Statement texts must live on, because sessions remember what they prepared. Bounded: one a
// combination of a list's filters and sorts.
std::string_view interned(std::string text) {
  static std::mutex mutex;
  static std::unordered_set<std::string> texts;
  const std::lock_guard lock(mutex);
  return *texts.insert(std::move(text)).first;
}

std::string sql_text_of(const Type& row_type, const void* row, std::string_view field_name) {
  const auto fields = row_type.fields();
  const auto field = std::ranges::find(fields, field_name, &Field::name);
  SANGAM_ASSERT(field != fields.end() && field->type->format_sql);
  std::string text;
  field->type->format_sql(field->in(row), text);
  return text;
}

}  // namespace

ListStatement::ListStatement(std::string_view name, std::string_view select, const Call& call)
    : name_(name), sql_(select) {
  parameters_.add(call.tenant().number);
}

void ListStatement::append_condition(std::string_view condition) {
  const auto mark = condition.find('?');
  SANGAM_ASSERT(mark != std::string_view::npos);
  sql_ += " and ";
  sql_ += condition.substr(0, mark);
  sql_ += '$' + std::to_string(parameters_.size() + 1);
  sql_ += condition.substr(mark + 1);
}

ListStatement& ListStatement::sorts(std::vector<SortKey> keys, SortKey tie) {
  keys_ = std::move(keys);
  tie_ = tie;
  return *this;
}

void ListStatement::choose_sort(std::string_view wanted) {
  descending_ = wanted.starts_with('-');
  if (descending_) wanted.remove_prefix(1);
  const auto found =
      wanted.empty() ? keys_.begin() : std::ranges::find(keys_, wanted, &SortKey::field);
  if (found != keys_.end()) {
    key_ = *found;
    return;
  }
  std::string names;
  for (const auto& key : keys_)
    names.append(names.empty() ? "" : ", ").append(key.field);
  throw invalid_field("?sort", "unknown_value",
                      "must be one of " + names + ", or one after a hyphen");
}

void ListStatement::continue_after(std::string_view cursor) {
  const auto decoded = from_base64url(cursor);
  if (!decoded) throw bad_cursor();
  const std::string_view text = *decoded;
  const auto first = text.find('\0');
  const auto last = text.rfind('\0');
  if (first == std::string_view::npos || first == last || text.find('\0', first + 1) != last ||
      text.substr(0, first) != key_.field)
    throw bad_cursor();
  const auto cast = [this](std::string_view type) {
    return "$" + std::to_string(parameters_.size() + 1) + "::" + std::string(type);
  };
  std::string row = " and (" + std::string(key_.column) + ", " + std::string(tie_.column) +
                    (descending_ ? ") < (" : ") > (") + cast(key_.type) + ", ";
  parameters_.add_text(text.substr(first + 1, last - first - 1));
  sql_ += row + cast(tie_.type) + ")";
  parameters_.add_text(text.substr(last + 1));
}

std::int64_t ListStatement::complete(const Paging& paging) {
  choose_sort(paging.sort ? std::string_view(*paging.sort) : std::string_view());
  if (paging.cursor) continue_after(*paging.cursor);
  const auto limit = paging.limit ? paging.limit->value : kDefaultPageSize;
  const std::string_view direction = descending_ ? " desc" : "";
  sql_.append(" order by ").append(key_.column).append(direction);
  sql_.append(", ").append(tie_.column).append(direction);
  sql_ += " limit $" + std::to_string(parameters_.size() + 1);
  parameters_.add(limit + 1);  // one more tells whether there is a next page
  return limit;
}

Task<store::Result> ListStatement::fetch(Call& call) {
  try {
    co_return co_await call.work().run_composed({name_, interned(sql_)}, std::move(parameters_));
  } catch (const store::DatabaseError& error) {
    // Every other value was parsed by its type: what PostgreSQL cannot read came out of the cursor.
    if (error.sqlstate.starts_with(kDataException)) throw bad_cursor();
    throw;
  }
}

std::string ListStatement::cursor_after(const Type& row_type, const void* row) const {
  std::string text(key_.field);
  text += '\0';
  text += sql_text_of(row_type, row, key_.field);
  text += '\0';
  text += sql_text_of(row_type, row, tie_.field);
  return to_base64url(text);
}

}  // namespace sangam::api
