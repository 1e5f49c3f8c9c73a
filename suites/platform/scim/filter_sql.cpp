#include "suites/platform/scim/filter_sql.h"

#include "suites/platform/scim/filter_terms.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

using Kind = Filter::Kind;

bool is_membership(const Attribute& attribute) {
  return attribute.name == "members" || attribute.name == "groups";
}

bool is_common(const AttributePath& path, std::string_view name) {
  return !path.extension && path.attribute && path.attribute->name == name;
}

// Of a user's document.
std::string json_place(const AttributePath& path) {
  std::string place = "r.document";
  if (path.extension) place += "->'" + std::string(path.extension->schema) + "'";
  return place;
}

std::string json_text_of(const AttributePath& path) {
  const std::string name(path.attribute->name);
  if (!path.part) return json_place(path) + "->>'" + name + "'";
  return json_place(path) + "->'" + name + "'->>'" + std::string(path.part->name) + "'";
}

// What a text is read from; empty where it is not one.
std::string text_expression(const ResourceKind& kind, const AttributePath& path) {
  if (is_common(path, "externalId")) return "r.external_id";
  if (&kind == &kGroupKind) return is_common(path, "displayName") ? "r.name" : "";
  return json_text_of(path);
}

std::string time_column(const AttributePath& path) {
  if (!is_common(path, "meta") || !path.part) return {};
  if (path.part->name == "created") return "r.created_at";
  return path.part->name == "lastModified" ? "r.changed_at" : "";
}

std::string lowered(std::string_view expression, bool case_exact) {
  if (expression == "r.name") return "r.name_key";  // the same, with an index
  return case_exact ? "(" + std::string(expression) + ")"
                    : "lower(" + std::string(expression) + ")";
}

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::ne:
      return " <> ";
    case Comparison::gt:
      return " > ";
    case Comparison::ge:
      return " >= ";
    case Comparison::lt:
      return " < ";
    case Comparison::le:
      return " <= ";
    default:
      return " = ";
  }
}

std::string_view id_prefix(std::string_view kind) { return kind == "User" ? "usr" : "team"; }

}  // namespace

std::string FilterSql::sort_expression(const ResourceKind& kind, const AttributePath& path) {
  if (!path.attribute) return {};
  if (is_common(path, "id")) return "r.id";
  if (is_common(path, "active")) return "r.active";
  if (const auto column = time_column(path); !column.empty()) return column;
  const auto* compared = path.compared();
  if (!compared || is_membership(*path.attribute) || is_common(path, "meta")) return {};
  if (!path.attribute->multi_valued) {
    const auto text = text_expression(kind, path);
    return text.empty() ? text : lowered(text, compared->case_exact) + " collate \"C\"";
  }
  if (&kind == &kGroupKind) return {};
  // The first value stands for all.
  return lowered(json_place(path) + "->'" + std::string(path.attribute->name) + "'->0->>'" +
                     std::string(compared->name) + "'",
                 compared->case_exact) +
         " collate \"C\"";
}

void FilterSql::write(const Filter& filter) { write_term(filter, nullptr); }

void FilterSql::write_joined(const Filter& filter, std::string_view word, const Element* element) {
  sql_ += '(';
  for (std::size_t i = 0; i < filter.children.size(); ++i) {
    if (i > 0) sql_ += word;
    write_term(filter.children[i], element);
  }
  sql_ += ')';
}

void FilterSql::write_term(const Filter& filter, const Element* element) {
  switch (filter.kind) {
    case Kind::all:
      return write_joined(filter, " and ", element);
    case Kind::any:
      return write_joined(filter, " or ", element);
    case Kind::none:
      sql_ += "((";
      write_term(filter.children.front(), element);
      sql_ += ") is not true)";
      return;
    case Kind::value_path:
      return write_value_path(filter);
    case Kind::present:
    case Kind::comparison:
      break;
  }
  if (element) return write_part(filter, *element);
  const auto path = find_path(kind_, filter.path);
  if (path && path->attribute) return write_about(filter, *path);
  if (unknown_ == Unknown::refused) throw invalid_filter("There is no such attribute.");
  sql_ += "false";
}

void FilterSql::write_about(const Filter& filter, const AttributePath& path) {
  if (is_common(path, "schemas")) return write_constant(filter, kind_.schema);
  const auto& attribute = *path.attribute;
  if (attribute.multi_valued) {
    const Element element{&attribute, is_membership(attribute)};
    open_element(element, path);
    if (filter.kind == Kind::present && !path.part) {
      sql_ += "true))";
      return;
    }
    Filter inner = filter;
    const auto* part = path.compared();
    if (!part) throw invalid_filter("Such values are compared by their parts.");
    inner.path = part->name;
    write_part(inner, element);
    sql_ += "))";
    return;
  }
  if (is_common(path, "id")) return write_id(filter, "r.id", id_prefix(kind_.name));
  if (is_common(path, "active")) return write_flag(filter, "r.active");
  if (is_common(path, "userName")) return write_user_name(filter);
  if (const auto column = time_column(path); !column.empty()) return write_time(filter, column);
  if (is_common(path, "meta")) {
    if (!path.part || path.part->name != "resourceType")
      throw invalid_filter("This part of meta cannot be asked for.");
    return write_constant(filter, kind_.name);
  }
  if (attribute.type == AttributeType::complex && !path.part) {
    if (filter.kind != Kind::present)
      throw invalid_filter("Such an attribute is compared by its parts.");
    return write_presence(json_text_of(path));
  }
  write_text(filter, text_expression(kind_, path), path.compared()->case_exact);
}

void FilterSql::write_value_path(const Filter& filter) {
  const auto path = find_path(kind_, filter.path);
  if (!path && unknown_ == Unknown::no_match) {
    sql_ += "false";
    return;
  }
  if (!path || !path->attribute || path->part || !path->attribute->multi_valued ||
      path->attribute->parts.empty())
    throw invalid_filter("Brackets follow an attribute that has several values.");
  const Element element{path->attribute, is_membership(*path->attribute)};
  open_element(element, *path);
  write_term(filter.children.front(), &element);
  sql_ += "))";
}

void FilterSql::open_element(const Element& element, const AttributePath& path) {
  if (!element.is_membership) {
    sql_ += "exists (select from jsonb_array_elements(" + json_place(path) + "->'" +
            std::string(element.attribute->name) + "') as e (item) where (";
    return;
  }
  const bool of_user = &kind_ == &kUserKind;
  sql_ += "exists (select from teams.members m where m.tenant_id = $1 and m.";
  sql_ += of_user ? "user_id = r.id and (" : "team_id = r.id and (";
}

void FilterSql::write_part(const Filter& filter, const Element& element) {
  const auto* part = find_attribute(element.attribute->parts, filter.path);
  if (!part) throw invalid_filter("The values have no such part.");
  if (element.is_membership) {
    const bool of_user = &kind_ == &kUserKind;
    if (part->name == "type") return write_constant(filter, of_user ? "direct" : "User");
    if (part->name != "value") throw invalid_filter("Ask for these by their value.");
    return write_id(filter, of_user ? "m.team_id" : "m.user_id", of_user ? "team" : "usr");
  }
  const auto text = "e.item->>'" + std::string(part->name) + "'";
  if (part->type == AttributeType::boolean)
    return write_flag(filter, "coalesce((" + text + ")::bool, false)");
  write_text(filter, text, part->case_exact);
}

void FilterSql::write_presence(std::string_view expression) {
  sql_.append("((").append(expression).append(") is not null)");
}

void FilterSql::write_text(const Filter& filter, std::string_view expression, bool case_exact) {
  if (filter.kind == Kind::present) return write_presence(expression);
  if (std::holds_alternative<std::nullptr_t>(filter.value)) {
    require_equality(filter);
    sql_.append("((").append(expression).append(") is ");
    sql_ += filter.comparison == Comparison::eq ? "null)" : "not null)";
    return;
  }
  const auto left = lowered(expression, case_exact);
  const auto right = lowered(parameter(text_of(filter)) + "::text", case_exact);
  switch (filter.comparison) {
    case Comparison::eq:
      sql_ += "(" + left + " = " + right + ")";
      return;
    case Comparison::ne:
      sql_ += "(" + left + " is distinct from " + right + ")";
      return;
    case Comparison::co:
      sql_ += "(position(" + right + " in " + left + ") > 0)";
      return;
    case Comparison::sw:
      sql_ += "starts_with(" + left + ", " + right + ")";
      return;
    case Comparison::ew:
      sql_ += "(right(" + left + ", length(" + right + ")) = " + right + ")";
      return;
    default:
      sql_ += "(" + left + " collate \"C\"";
      sql_ += sign_of(filter.comparison);
      sql_ += right + " collate \"C\")";
  }
}

void FilterSql::write_flag(const Filter& filter, std::string_view expression) {
  if (filter.kind == Kind::present) {
    sql_ += "true";
    return;
  }
  require_equality(filter);
  const bool wanted = flag_of(filter) == (filter.comparison == Comparison::eq);
  sql_.append("(").append(expression).append(wanted ? ")" : " is not true)");
}

void FilterSql::write_time(const Filter& filter, std::string_view expression) {
  if (filter.kind == Kind::present) {
    sql_ += "true";
    return;
  }
  const auto wanted = std::to_string(time_of(filter).nanoseconds);
  if (filter.comparison == Comparison::co || filter.comparison == Comparison::sw ||
      filter.comparison == Comparison::ew)
    throw invalid_filter("Times are not compared as texts.");
  sql_.append("(").append(expression).append(sign_of(filter.comparison));
  sql_ += parameter(wanted) + "::int8)";
}

}  // namespace sangam::suites::platform::scim
