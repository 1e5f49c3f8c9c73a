#include "suites/platform/approvals/sealed_requests.h"

#include "base/assert.h"

namespace sangam::suites::platform::approvals {

namespace {

constexpr std::string_view kTable = "approvals.approvals";

vault::Place request_of(const Uuid& id) { return {kTable, "request", id}; }
vault::Place reply_of(const Uuid& id) { return {kTable, "reply", id}; }

}  // namespace

Task<vault::TenantKey> SealedRequests::key_of(store::Pool& pool, std::int32_t tenant,
                                              runtime::Deadline deadline) {
  SANGAM_ASSERT(vault_ != nullptr);
  return vault_->key_of(pool, tenant, deadline);
}

store::Bytes SealedRequests::seal_request(const vault::TenantKey& key, const Uuid& id,
                                          std::string_view json) {
  return {key.seal(request_of(id), json)};
}

std::string SealedRequests::open_request(const vault::TenantKey& key, const Uuid& id,
                                         const SealedRow& row) {
  return key.open(request_of(id), row.request.value);
}

store::Bytes SealedRequests::seal_reply(const vault::TenantKey& key, const Uuid& id,
                                        std::string_view json) {
  return {key.seal(reply_of(id), json)};
}

std::optional<std::string> SealedRequests::open_reply(const vault::TenantKey& key, const Uuid& id,
                                                      const SealedRow& row) {
  if (!row.reply) return std::nullopt;
  return key.open(reply_of(id), row.reply->value);
}

}  // namespace sangam::suites::platform::approvals
