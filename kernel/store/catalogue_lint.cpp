#include "kernel/store/catalogue_lint.h"

#include "kernel/store/batch_connection.h"
#include "kernel/store/catalogue_rules.h"
#include "kernel/store/database_error.h"
#include "kernel/store/platform_tables.h"
#include "kernel/store/rows.h"
#include "kernel/store/sqlstate.h"

namespace sangam::store {
namespace {

constexpr Statement kSetTenant{"store.canary_tenant",
                               "select pg_catalog.set_config('sangam.tenant', $1, true)",
                               Scope::platform};
constexpr Statement kSongs{"store.canary_songs", "select song from kernel.canaries",
                           Scope::platform};

struct Finding {
  std::string object;
  std::string detail;
};
SANGAM_DESCRIBE(Finding, (object, "What is wrong"), (detail, "How"))

Violation canary(std::string detail) { return {"canary", "kernel.canaries", std::move(detail)}; }

// The songs a tenant hears, joined by "/".
std::string songs_of(BatchConnection& app, const std::string& tenant, runtime::Deadline deadline) {
  // One implicit transaction: the setting holds to the end of the exchange.
  app.send_text(kSetTenant, Parameters::of(0, tenant));
  app.send_text(kSongs, {});
  const auto results = app.execute(deadline);
  std::string songs;
  for (int row = 0; row < results[1].rows(); ++row)
    songs.append(row > 0 ? "/" : "").append(results[1].value(row, 0));
  return songs;
}

}  // namespace

std::vector<Violation> lint_catalogue(const Endpoint& endpoint, runtime::Deadline deadline) {
  BatchConnection connection(endpoint.as(Role::migrate), deadline);
  const auto platform = platform_tables();
  const std::vector<std::string> exempt(platform.begin(), platform.end());
  std::vector<Violation> violations;
  for (const auto& rule : catalogue_rules()) {
    const std::string sql = std::string(kCatalogueTables) + std::string(rule.sql);
    const Statement statement{rule.name, sql, Scope::platform};
    for (auto& finding : read_rows<Finding>(connection.run(deadline, statement, exempt)))
      violations.push_back(
          {std::string(rule.name), std::move(finding.object), std::move(finding.detail)});
  }
  return violations;
}

std::vector<Violation> check_canaries(const Endpoint& endpoint, runtime::Deadline deadline) {
  std::vector<Violation> violations;
  BatchConnection app(endpoint.as(Role::app), deadline);
  for (const auto& [tenant, song] : {std::pair("-1", "first"), std::pair("-2", "second")}) {
    const std::string heard = songs_of(app, tenant, deadline);
    if (heard != song)
      violations.push_back(canary("tenant " + std::string(tenant) + " sees '" + heard +
                                  "' and should see '" + song + "'"));
  }
  try {
    app.run(deadline, kSongs);
    violations.push_back(canary("rows can be read without a tenant"));
  } catch (const DatabaseError& error) {
    if (!error.is(sqlstate::kInvalidTextRepresentation))
      violations.push_back(
          canary("without a tenant the wrong error appears: " + std::string(error.what())));
  }
  return violations;
}

std::string describe(const std::vector<Violation>& violations) {
  std::string text;
  for (const auto& violation : violations)
    text += violation.rule + ": " + violation.object + ": " + violation.detail + "\n";
  return text;
}

}  // namespace sangam::store
