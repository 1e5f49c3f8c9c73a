#include "kernel/events/projection.h"

#include "base/assert.h"

namespace sangam::events {

namespace {

constexpr std::string_view kPlaceholder = "{table}";

std::string expand(std::string sql, const std::string& table) {
  auto at = sql.find(kPlaceholder);
  SANGAM_ASSERT(at != std::string::npos);
  for (; at != std::string::npos; at = sql.find(kPlaceholder, at + table.size()))
    sql.replace(at, kPlaceholder.size(), table);
  return sql;
}

}  // namespace

TableStatement::TableStatement(std::string name, const std::string& table, const std::string& sql)
    : names_{name, name + ".shadow"},
      texts_{expand(sql, table), expand(sql, table + "_shadow")},
      live_{names_[0], texts_[0]},
      shadow_{names_[1], texts_[1]} {}

}  // namespace sangam::events
