#pragma once

// The answer to one statement: rows of text values, or the count of changed rows.

#include <cstdint>
#include <memory>
#include <string_view>

struct pg_result;

namespace sangam::store {

// Owns libpq's result. Movable; views into it live as long as it does.
class Result {
 public:
  Result() = default;
  explicit Result(pg_result* result, std::string_view statement = {}) noexcept
      : result_(result), statement_(statement) {}

  int rows() const noexcept;
  int columns() const noexcept;
  std::string_view column_name(int column) const noexcept;
  // PostgreSQL's type OID of a column.
  unsigned column_type(int column) const noexcept;
  bool is_null(int row, int column) const noexcept;
  // The value as PostgreSQL wrote it (text, or binary for BatchConnection); empty for NULL.
  std::string_view value(int row, int column) const noexcept;
  // Rows inserted, updated or deleted; 0 for a query without such.
  std::int64_t affected() const noexcept;
  // "INSERT 0 1", "COMMIT", …
  std::string_view command() const noexcept;
  std::string_view statement() const noexcept { return statement_; }

 private:
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  std::unique_ptr<pg_result, Clear> result_;
  std::string_view statement_;
};

}  // namespace sangam::store
