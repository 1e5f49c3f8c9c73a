#include "kernel/store/result.h"

#include <libpq-fe.h>

#include <charconv>

#include "base/assert.h"

namespace sangam::store {

void Result::Clear::operator()(pg_result* result) const noexcept { PQclear(result); }

int Result::rows() const noexcept { return PQntuples(result_.get()); }

int Result::columns() const noexcept { return PQnfields(result_.get()); }

std::string_view Result::column_name(int column) const noexcept {
  return PQfname(result_.get(), column);
}

unsigned Result::column_type(int column) const noexcept { return PQftype(result_.get(), column); }

bool Result::is_null(int row, int column) const noexcept {
  SANGAM_ASSERT(row >= 0 && row < rows() && column >= 0 && column < columns());
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::string_view Result::value(int row, int column) const noexcept {
  SANGAM_ASSERT(row >= 0 && row < rows() && column >= 0 && column < columns());
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Result::affected() const noexcept {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

std::string_view Result::command() const noexcept { return PQcmdStatus(result_.get()); }

}  // namespace sangam::store
