#include "apps/sangam/demo.h"

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "apps/sangam/demo_book.h"
#include "apps/sangam/offline_modules.h"
#include "base/assert.h"
#include "base/scalars.h"
#include "kernel/clock/clock.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/bytes.h"
#include "kernel/store/rows.h"
#include "suites/platform/identity/bound_certificate.h"
#include "suites/platform/identity/operators.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/secret_token.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/tenant_directory.h"

namespace sangam::apps {

namespace {

namespace json = boost::json;
namespace platform = suites::platform;
using store::Scope;
using store::Statement;

constexpr std::chrono::seconds kPatience{30};
constexpr std::string_view kDemoEmail = "demo@example.com";
constexpr std::string_view kOperatorEmail = "operator@example.com";

// What an integrating program needs: all that an owner may do but to deal in keys and people.
std::vector<std::string> demo_scopes() {
  const OfflineModules offline;
  auto scopes = offline.modules().roles().of(name(platform::Role::owner));
  std::erase_if(scopes, [](const std::string& scope) {
    return scope.starts_with("api_keys:") || scope == "users:write";
  });
  return scopes;
}

// Kept in a file of its own until everything else is there: programs take demo.json for the sign
// that the demo is ready.
std::filesystem::path secrets_path(const std::filesystem::path& directory) {
  return directory / "demo-secrets.json";
}

void write_private(const std::filesystem::path& path, const json::object& object) {
  const auto temporary = path.string() + ".new";
  std::ofstream(temporary).close();
  std::filesystem::permissions(
      temporary, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::ofstream out(temporary);
  out << json::serialize(object) << '\n';
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
  std::filesystem::rename(temporary, path);
}

json::object read_private(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return json::parse(text.str()).as_object();
}

std::string random_password() { return platform::make_session_token().substr(0, 16); }

platform::TenantRow insert_tenant(store::BatchConnection& auth, std::string_view slug,
                                  std::string_view name, bool sandbox) {
  const auto now = clock::system_now();
  const auto result = auth.run(runtime::Deadline::in(kPatience), platform::kInsertTenant,
                               clock::new_uuid(now), slug, name, sandbox, now);
  return store::read_rows<platform::TenantRow>(result).front();
}

Uuid insert_user(store::BatchConnection& auth, std::int32_t tenant, std::string_view email,
                 std::string_view name, std::string_view role, const std::string& password) {
  const auto now = clock::system_now();
  const auto id = clock::new_uuid(now);
  auth.run(runtime::Deadline::in(kPatience), platform::kInsertUser, tenant, id, email, name, role,
           clock::new_uuid(now), platform::hash_password(password), now);
  return id;
}

void insert_key(store::BatchConnection& auth, std::int32_t tenant, const Uuid& owner,
                const std::string& key, const std::vector<std::string>& scopes) {
  const auto now = clock::system_now();
  const auto hash = platform::hash_token(key);
  const platform::CertificateColumns unbound;
  auth.run(runtime::Deadline::in(kPatience), platform::kInsertKey, tenant, clock::new_uuid(now),
           "demo", platform::shown_prefix(key), store::Bytes{std::string(hash.begin(), hash.end())},
           platform::join_words(scopes), now, owner, std::optional<Timestamp>(), "",
           platform::ApiKeyKind::bearer, unbound.thumbprint, unbound.subject, unbound.issuer);
}

}  // namespace

void make_demo_people(const store::Endpoint& endpoint, const std::filesystem::path& directory) {
  if (std::filesystem::exists(secrets_path(directory))) return;
  const auto deadline = runtime::Deadline::in(kPatience);
  store::BatchConnection auth(endpoint.as(store::Role::auth), deadline);
  const auto operator_password = random_password();
  platform::NewOperator person{.name = Text<1, 120>::of("Operator")};
  SANGAM_ASSERT(!Email::parse(kOperatorEmail, person.email) &&
                !Secret::parse(operator_password, person.password));
  const auto password = random_password();
  const auto key = platform::make_api_key();
  auth.script("begin", deadline);
  platform::add_operator(auth, person, "sangam serve --demo", deadline);
  const auto demo = insert_tenant(auth, "demo-bank", "Demo Bank", true);
  const auto owner = insert_user(auth, demo.number, kDemoEmail, "Demo Owner", "owner", password);
  insert_key(auth, demo.number, owner, key, demo_scopes());
  auth.script("commit", deadline);
  write_private(secrets_path(directory),
                {{"email", kDemoEmail},
                 {"password", password},
                 {"tenant", "demo-bank"},
                 {"api_key", key},
                 {"operator", {{"email", kOperatorEmail}, {"password", operator_password}}}});
}

void write_demo(const std::filesystem::path& directory, const std::string& url,
                const std::string& own_url) {
  auto demo = read_private(secrets_path(directory));
  make_demo_book(directory, own_url, std::string(demo.at("api_key").as_string()));
  demo["url"] = url;
  write_private(directory / "demo.json", demo);
}

}  // namespace sangam::apps
