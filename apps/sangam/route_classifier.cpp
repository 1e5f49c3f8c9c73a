#include "apps/sangam/route_classifier.h"

#include <algorithm>

#include "kernel/api/rest_handler.h"
#include "kernel/gateway/gate.h"
#include "kernel/graphql/door.h"
#include "kernel/mcp/door.h"
#include "kernel/subscriptions/door.h"
#include "suites/platform/openid/provider.h"
#include "suites/platform/scim/service_provider.h"
#include "suites/platform/single_sign_on/types.h"
#include "suites/platform/uploads/door.h"
#include "suites/platform/webhooks/sources.h"

namespace sangam::apps {

namespace {

using gateway::Route;
using gateway::RouteClass;

constexpr std::string_view kSelf[] = {"/health",  "/health/live",      "/health/ready",
                                      "/metrics", "/api/openapi.json", "/api/asyncapi.json"};
constexpr std::string_view kTenants = "/tenants/";

bool is_api(std::string_view path) {
  return path.starts_with(api::kApiPrefix) &&
         (path.size() == api::kApiPrefix.size() || path[api::kApiPrefix.size()] == '/');
}

bool is_door(std::string_view path) {
  return suites::platform::openid::Provider::serves(path) ||
         path.starts_with(suites::platform::single_sign_on::kSamlPath) ||
         suites::platform::scim::ServiceProvider::serves(path);
}

}  // namespace

Route RouteClassifier::classify(http::Method method, std::string_view path) const {
  if (suites::platform::uploads::Door::serves(method, path)) return {RouteClass::upload, nullptr};
  if (is_api(path)) {
    const auto tenant = gateway::tenant_in_path(path);
    path.remove_prefix(api::kApiPrefix.size());
    if (!tenant.empty()) path.remove_prefix(kTenants.size() + tenant.size());
    const auto match = router_.find(method, path);
    const bool upload = match.operation && match.operation->kind == api::Kind::upload;
    return {upload ? RouteClass::upload : RouteClass::operation, match.operation};
  }
  if (path == subscriptions::kPath) return {RouteClass::socket, nullptr};
  if (path == graphql_door::kPath || mcp::Door::serves(path)) return {RouteClass::calls, nullptr};
  if (path.starts_with(suites::platform::webhooks::kHooksPath)) return {RouteClass::hook, nullptr};
  if (is_door(path)) return {RouteClass::door, nullptr};
  if (std::ranges::find(kSelf, path) != std::end(kSelf)) return {RouteClass::self, nullptr};
  return {RouteClass::files, nullptr};
}

}  // namespace sangam::apps
