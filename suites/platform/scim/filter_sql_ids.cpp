#include "base/id.h"
#include "suites/platform/scim/filter_sql.h"
#include "suites/platform/scim/filter_terms.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

std::string FilterSql::parameter(std::string_view text) {
  parameters_.add_text(text);
  return "$" + std::to_string(parameters_.size());
}

void FilterSql::write_id(const Filter& filter, std::string_view expression,
                         std::string_view prefix) {
  if (filter.kind == Filter::Kind::present) {
    sql_ += "true";
    return;
  }
  require_equality(filter);
  const bool is_equal = filter.comparison == Comparison::eq;
  Uuid id;
  // What is no id of ours is the id of nothing.
  if (detail::parse_id(prefix, text_of(filter), id)) {
    sql_ += is_equal ? "false" : "true";
    return;
  }
  sql_.append("(").append(expression).append(is_equal ? " = " : " <> ");
  sql_ += parameter(to_hex(id)) + "::uuid)";
}

void FilterSql::write_constant(const Filter& filter, std::string_view constant) {
  if (filter.kind == Filter::Kind::present) {
    sql_ += "true";
    return;
  }
  require_equality(filter);
  const bool is_same = text_of(filter) == constant;
  sql_ += is_same == (filter.comparison == Comparison::eq) ? "true" : "false";
}

// What directories ask before everything else, so by two indexes: whoever was not provisioned is
// known by their address.
void FilterSql::write_user_name(const Filter& filter) {
  const bool is_text = std::holds_alternative<std::string>(filter.value);
  if (filter.kind != Filter::Kind::comparison || filter.comparison != Comparison::eq || !is_text)
    return write_text(filter, "r.document->>'userName'", false);
  const auto wanted = "lower(" + parameter(text_of(filter)) + "::text)";
  sql_ +=
      "(r.id in (select x.user_id from scim.users x where x.tenant_id = $1"
      " and x.user_name_key = " +
      wanted +
      " union all select y.id from platform.users y where y.tenant_id = $1 and y.email = " +
      wanted +
      " and not exists (select from scim.users z where z.tenant_id = $1"
      " and z.user_id = y.id)))";
}

}  // namespace sangam::suites::platform::scim
