#include "suites/platform/webhooks/secrets.h"

namespace sangam::suites::platform::webhooks {

namespace {

constexpr std::string_view kColumn = "secret";

}  // namespace

store::Bytes seal(const vault::TenantKey& key, std::string_view table, const Uuid& id,
                  std::string_view secret) {
  return {key.seal({table, kColumn, id}, secret)};
}

std::string open(const vault::TenantKey& key, std::string_view table, const Uuid& id,
                 const store::Bytes& sealed) {
  return key.open({table, kColumn, id}, sealed.value);
}

}  // namespace sangam::suites::platform::webhooks
