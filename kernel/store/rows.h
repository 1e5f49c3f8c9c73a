#pragma once

// Rows as described structs: each field takes the column of its name. Every field must have a
// column and every column a field; the shapes must agree (a boolean field needs a bool column, an
// integer field an int2, int4 or int8); NULL needs an optional field. A violation throws
// StatementMismatch.

#include <vector>

#include "base/describe.h"
#include "kernel/store/result.h"

namespace sangam::store {

namespace detail {
// Appends the rows of `result` to a vector of described structs. O(rows x fields).
void read_rows(const Type& list, const Result& result, void* vector);
}  // namespace detail

template <Described Row>
std::vector<Row> read_rows(const Result& result) {
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(result.rows()));
  detail::read_rows(type_of<std::vector<Row>>, result, &rows);
  return rows;
}

}  // namespace sangam::store
