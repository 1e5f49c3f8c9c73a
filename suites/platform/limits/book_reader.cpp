#include "suites/platform/limits/book_reader.h"

#include <map>

#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"
#include "suites/platform/limits/rows.h"
#include "suites/platform/limits/statements.h"

namespace sangam::suites::platform::limits {

namespace {

constexpr std::string_view kDefaultPlan = "default";

struct VersionRow {
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(VersionRow, (number, ""))

}  // namespace

LimitSettings read_settings(const std::string& json) {
  LimitSettings settings;
  api::Problems problems;
  const auto document = api::JsonDocument::parse(json);
  if (document) api::read_json(document->root(), type_of<LimitSettings>, &settings, problems);
  if (!document || !problems.empty())
    throw Error{Code::internal, "limits are kept in another form"};
  return settings;
}

std::string write_settings(const LimitSettings& settings) { return api::to_json(settings); }

Task<std::int64_t> read_version(store::UnitOfWork& work) {
  const auto row = co_await work.row<VersionRow>(kReadVersion);
  co_return row ? row->number : 0;
}

Task<std::shared_ptr<const LimitPages>> read_pages(store::UnitOfWork& work) {
  auto pages = std::make_shared<LimitPages>();
  std::map<std::string, LimitSettings, std::less<>> plans;
  for (const auto& row : co_await work.rows<PlanRow>(kReadPlans))
    plans[row.name] = read_settings(row.settings);
  const auto common =
      plans.contains(kDefaultPlan) ? plans.find(kDefaultPlan)->second : LimitSettings{};
  pages->of_all = allowed(std::string(kDefaultPlan), common, {});
  if (common.address) pages->address = common.address->rate();
  for (const auto& row : co_await work.rows<TenantRow>(kReadTenants)) {
    const auto name = row.plan.value_or(std::string(kDefaultPlan));
    pages->tenants.emplace(row.tenant_id, allowed(name, plans[name], read_settings(row.settings)));
  }
  for (const auto& row : co_await work.rows<KeyRow>(kReadAllKeys))
    pages->keys.emplace(row.key_id, gates::Rate{static_cast<std::uint32_t>(row.quota),
                                                static_cast<std::uint32_t>(row.window_seconds)});
  pages->says_anything = !plans.empty() || !pages->tenants.empty() || !pages->keys.empty();
  co_return pages;
}

}  // namespace sangam::suites::platform::limits
