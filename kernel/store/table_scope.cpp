#include "kernel/store/table_scope.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "kernel/store/migrations.h"
#include "kernel/store/platform_tables.h"

namespace sangam::store {
namespace {

constexpr std::array<std::string_view, 5> kRoles{"app", "auth", "lane", "relay", "custodian"};
constexpr std::array<std::string_view, 4> kTablePrivileges{"select", "insert", "update", "delete"};
constexpr std::string_view kAllRoles =
    "sangam_app, sangam_auth, sangam_lane, sangam_relay, sangam_custodian";

// Reads and deletes what a tenant has; its grants on all tables follow from the catalogue
// (custodian_grants.h).
constexpr std::string_view kCustodian = "sangam_custodian";

struct Line {
  std::string_view file;
  std::string_view text;

  [[noreturn]] void fail(const std::string& why) const {
    throw MigrationError(std::string(file) + ": " + why + ": " + std::string(text));
  }
};

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_remark(ObjectKind kind) {
  return kind == ObjectKind::secret || kind == ObjectKind::tenant || kind == ObjectKind::kept;
}

bool is_allowed(ObjectKind kind, std::string_view privilege) {
  if (is_remark(kind)) return false;
  if (kind == ObjectKind::function) return privilege == "execute";
  if (kind == ObjectKind::view) return privilege == "select";
  return std::ranges::find(kTablePrivileges, privilege) != kTablePrivileges.end();
}

// One word after the name: scope=… or role=privilege,privilege.
void read_word(const Line& line, const std::string& word, Declaration& declaration) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) line.fail("'" + word + "' is not name=value");
  const std::string name = word.substr(0, equals);
  const std::string value = word.substr(equals + 1);
  if (name == "scope" && declaration.kind == ObjectKind::table) {
    if (value != "tenant" && value != "platform") line.fail("a scope is tenant or platform");
    declaration.platform = value == "platform";
    return;
  }
  if (std::ranges::find(kRoles, name) == kRoles.end()) line.fail("unknown role '" + name + "'");
  Grant grant{.role = "sangam_" + name, .privileges = split(value, ',')};
  for (const auto& privilege : grant.privileges)
    if (!is_allowed(declaration.kind, privilege)) line.fail("cannot grant '" + privilege + "'");
  declaration.grants.push_back(std::move(grant));
}

void check(const Line& line, const Declaration& declaration) {
  if (declaration.name.empty()) line.fail("a name is missing");
  const bool qualified = declaration.name.find('.') != std::string::npos;
  if (qualified == (declaration.kind == ObjectKind::schema))
    line.fail("a schema's name is plain, every other one is schema.name");
  const bool of_column =
      declaration.kind == ObjectKind::secret || declaration.kind == ObjectKind::tenant;
  if (of_column && std::ranges::count(declaration.name, '.') != 2)
    line.fail("a column is named schema.table.column");
  if (declaration.kind != ObjectKind::table) return;
  if (declaration.platform != is_platform_table(declaration.name))
    line.fail("scope=platform and the list in platform_tables.cpp must agree");
  const bool granted_to_app = std::ranges::any_of(
      declaration.grants, [](const Grant& grant) { return grant.role == "sangam_app"; });
  if (declaration.platform && granted_to_app)
    line.fail("the app role never reaches a platform table");
}

Declaration read_declaration(const Line& line, ObjectKind kind, std::string_view rest) {
  Declaration declaration{.kind = kind};
  std::size_t end = std::min(rest.find(' '), rest.size());
  if (kind == ObjectKind::function) {
    const auto close = rest.find(')');
    if (close == std::string_view::npos) line.fail("a function is named with its argument types");
    end = close + 1;
  }
  declaration.name = rest.substr(0, end);
  std::istringstream words{std::string(rest.substr(end))};
  for (std::string word; words >> word;)
    read_word(line, word, declaration);
  check(line, declaration);
  return declaration;
}

// Lines without indentation; a comment indented by more than one space continues the one before.
std::vector<std::string> joined_lines(std::string_view sql) {
  std::vector<std::string> lines;
  for (const auto& text : split(sql, '\n')) {
    const std::string_view line = trim(text);
    if (line.starts_with("--  ") && !lines.empty())
      lines.back().append(" ").append(trim(line.substr(2)));
    else lines.emplace_back(line);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string grants_sql(const Declaration& declaration, const std::string& object) {
  std::string sql = "revoke all on " + object + " from public, " + std::string(kAllRoles) + ";\n";
  for (const auto& grant : declaration.grants)
    sql += "grant " + joined(grant.privileges) + " on " + object + " to " + grant.role + ";\n";
  return sql;
}

// Kept with the catalogue, where who exports and deletes tenants finds it.
std::string remark_sql(const std::string& object, const Declaration& declaration) {
  const char* remark = declaration.kind == ObjectKind::secret   ? "secret"
                       : declaration.kind == ObjectKind::tenant ? "tenant"
                                                                : "kept";
  return "comment on " + object + " " + declaration.name + " is '" + remark + "';\n";
}

std::string tenant_policies_sql(const Declaration& table) {
  std::vector<std::string> roles;
  for (const auto& grant : table.grants)
    if (grant.role != kCustodian) roles.push_back(grant.role);
  roles.emplace_back(kCustodian);
  const std::string condition(kTenantCondition);
  std::string sql = "alter table " + table.name + " enable row level security;\n" + "alter table " +
                    table.name + " force row level security;\n" +
                    "drop policy if exists serving on " + table.name + ";\n" +
                    "drop policy if exists tenant on " + table.name + ";\n";
  sql += "create policy serving on " + table.name + " as permissive to " + joined(roles) +
         " using (true) with check (true);\n";
  return sql + "create policy tenant on " + table.name +
         " as restrictive to sangam_app, sangam_auth, sangam_custodian\n  using (" + condition +
         ")\n  with check (" + condition + ");\n";
}

}  // namespace

std::vector<Declaration> parse_declarations(std::string_view file, std::string_view sql) {
  constexpr std::pair<std::string_view, ObjectKind> kPrefixes[] = {
      {"-- schema:", ObjectKind::schema}, {"-- table:", ObjectKind::table},
      {"-- view:", ObjectKind::view},     {"-- function:", ObjectKind::function},
      {"-- secret:", ObjectKind::secret}, {"-- tenant:", ObjectKind::tenant},
      {"-- kept:", ObjectKind::kept}};
  std::vector<Declaration> declarations;
  for (const auto& line : joined_lines(sql))
    for (const auto& [prefix, kind] : kPrefixes)
      if (line.starts_with(prefix))
        declarations.push_back(read_declaration(
            {file, line}, kind, trim(std::string_view(line).substr(prefix.size()))));
  return declarations;
}

std::string opening_sql(const std::vector<Declaration>& declarations) {
  std::string sql;
  for (const auto& declaration : declarations) {
    if (declaration.kind != ObjectKind::schema) continue;
    sql += "create schema if not exists " + declaration.name + ";\n" + "grant usage on schema " +
           declaration.name + " to " + std::string(kAllRoles) + ";\n";
  }
  return sql;
}

std::string security_sql(const std::vector<Declaration>& declarations) {
  std::string sql;
  for (const auto& declaration : declarations) {
    switch (declaration.kind) {
      case ObjectKind::schema:
        break;
      case ObjectKind::table:
        sql += grants_sql(declaration, declaration.name);
        if (!declaration.platform) sql += tenant_policies_sql(declaration);
        break;
      case ObjectKind::view:
        sql += "alter view " + declaration.name + " set (security_invoker = true);\n" +
               grants_sql(declaration, declaration.name);
        break;
      case ObjectKind::function:
        sql += grants_sql(declaration, "function " + declaration.name);
        break;
      case ObjectKind::secret:
      case ObjectKind::tenant:
        sql += remark_sql("column", declaration);
        break;
      case ObjectKind::kept:
        sql += remark_sql("table", declaration);
        break;
    }
  }
  return sql;
}

}  // namespace sangam::store
