#include "suites/platform/scim/directory_identity.h"

#include "kernel/clock/clock.h"
#include "kernel/http/target.h"
#include "kernel/store/disk_reserve.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/scim/scim_error.h"
#include "suites/platform/scim/statements.h"
#include "suites/platform/scim/token_text.h"
#include "suites/platform/scim/types.h"

namespace sangam::suites::platform::scim {

namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::int64_t kTouchNanoseconds = 60 * kNanosecondsPerSecond;

struct TokenRow {
  Uuid id;
  std::int32_t tenant_id = 0;
  std::string name;
  std::string role;
  std::optional<Timestamp> last_used_at;
};
SANGAM_DESCRIBE(TokenRow, (id, ""), (tenant_id, ""), (name, ""), (role, ""), (last_used_at, ""))

ScimError wrong_token() { return {401, "", "The token is missing, wrong or ended."}; }

// The one token of the request; empty when it has none.
std::string_view token_of(const http::Request& request) {
  if (request.header_count("authorization") != 1) return {};
  const auto header = *request.header("authorization");
  if (header.size() <= kBearer.size() ||
      !http::equal_ignoring_case(header.substr(0, kBearer.size()), kBearer))
    return {};
  return header.substr(kBearer.size());
}

}  // namespace

Task<DirectoryIdentity> DirectoryAuthenticator::authenticate(const http::Request& request) {
  const auto token = token_of(request);
  if (!is_token(token)) throw wrong_token();
  const auto now = clock::system_now();
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         request.deadline(), store::Mode::read_write);
  const auto row = co_await work.row<TokenRow>(kFindToken, hash_bytes(token), now);
  if (!row) throw wrong_token();
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = co_await tenants_.find(work, row->tenant_id);
  auto& principal = identity->principal;
  principal.kind = api::PrincipalKind::directory;
  principal.id = row->id;
  principal.id_text = ScimTokenId{row->id}.str();
  principal.name = row->name;
  principal.role = "directory";
  const bool is_old =
      !row->last_used_at || row->last_used_at->nanoseconds + kTouchNanoseconds < now.nanoseconds;
  if (is_old && store::has_room()) work.later(kTouchToken, row->id, now);
  co_await work.commit();
  co_return DirectoryIdentity{std::move(identity), row->role};
}

}  // namespace sangam::suites::platform::scim
