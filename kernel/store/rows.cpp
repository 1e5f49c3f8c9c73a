#include "kernel/store/rows.h"

#include <string>

#include "kernel/store/database_error.h"
#include "kernel/store/parameters.h"

namespace sangam::store {
namespace {

// PostgreSQL's type OIDs that a field's shape insists on.
constexpr unsigned kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23;

[[noreturn]] void mismatch(const Result& result, std::string_view field, std::string_view why) {
  throw StatementMismatch(std::string(result.statement()) + ": " + std::string(field) + " " +
                          std::string(why));
}

bool shape_fits(const Type& type, unsigned column_type) {
  const Type& inner = type.shape == Shape::optional ? *type.inner : type;
  const bool integer = column_type == kInt2 || column_type == kInt4 || column_type == kInt8;
  if (inner.shape == Shape::boolean) return column_type == kBool;
  if (inner.shape == Shape::integer) return integer;
  return inner.shape == Shape::list || inner.parse_sql != nullptr;
}

// The usual case, columns in the order of the fields, costs one comparison a column.
int column_of(const Result& result, std::string_view field, int hint) {
  if (hint < result.columns() && result.column_name(hint) == field) return hint;
  for (int column = 0; column < result.columns(); ++column)
    if (result.column_name(column) == field) return column;
  return -1;
}

std::vector<int> match_columns(std::span<const Field> fields, const Result& result) {
  if (static_cast<std::size_t>(result.columns()) != fields.size())
    mismatch(result, "the row", "has another number of columns than the struct has fields");
  std::vector<int> columns;
  columns.reserve(fields.size());
  for (const Field& field : fields) {
    const int column = column_of(result, field.name, static_cast<int>(columns.size()));
    if (column < 0) mismatch(result, field.name, "has no column");
    if (!shape_fits(*field.type, result.column_type(column)))
      mismatch(result, field.name, "has a column of another type");
    columns.push_back(column);
  }
  return columns;
}

void read_field(const Field& field, const Result& result, int row, int column, void* object) {
  void* value = field.in(object);
  const Type* type = field.type;
  if (type->shape == Shape::optional) {
    if (result.is_null(row, column)) return;
    value = type->emplace(value);
    type = type->inner;
  } else if (result.is_null(row, column)) {
    mismatch(result, field.name, "is NULL");
  }
  const std::string_view text = result.value(row, column);
  if (type->shape == Shape::list) {
    if (!parse_array(*type, text, value)) mismatch(result, field.name, "is not such an array");
  } else if (const auto fault = type->parse_sql(text, value)) {
    mismatch(result, field.name, fault->detail);
  }
}

}  // namespace

void detail::read_rows(const Type& list, const Result& result, void* vector) {
  const std::span<const Field> fields = list.inner->fields();
  const std::vector<int> columns = match_columns(fields, result);
  for (int row = 0; row < result.rows(); ++row) {
    void* object = list.append(vector);
    for (std::size_t i = 0; i < fields.size(); ++i)
      read_field(fields[i], result, row, columns[i], object);
  }
}

}  // namespace sangam::store
