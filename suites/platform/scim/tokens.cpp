#include "suites/platform/scim/tokens.h"

#include <fmt/format.h>

#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/identity/users.h"
#include "suites/platform/scim/statements.h"
#include "suites/platform/scim/token_text.h"

namespace sangam::suites::platform::scim {

namespace {

struct TokenRow {
  ScimTokenId id;
  std::string name;
  std::string prefix;
  std::string role;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> previous_until;

  ScimToken token() const {
    return {id, name, prefix, role, created_at, last_used_at, previous_until, std::nullopt};
  }
};
SANGAM_DESCRIBE(TokenRow, (id, ""), (name, ""), (prefix, ""), (role, ""), (created_at, ""),
                (last_used_at, ""), (previous_until, ""))

struct RoleRow {
  Role role = Role::member;
};
SANGAM_DESCRIBE(RoleRow, (role, ""))

struct CountRow {
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(CountRow, (count, ""))

// A day: long enough to bring the new secret to the directory.
constexpr std::int64_t kDefaultOverlap = 86'400;

Error no_such_token() { return {Code::not_found, "There is no such token."}; }

}  // namespace

Task<api::Page<ScimToken>> Tokens::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("scim.tokens.list",
                          "select " SANGAM_SCIM_TOKEN_COLUMNS
                          " from scim.tokens where tenant_id = $1 and ended_at is null",
                          call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<TokenRow>(call, paging);
  api::Page<ScimToken> page;
  for (const auto& row : rows.items)
    page.items.push_back(row.token());
  page.next = std::move(rows.next);
  co_return page;
}

Task<void> Tokens::require_may_give(api::Call& call, Role role) {
  if (role == Role::admin) require_owner(call);
  co_await role_to_give(call, call.work(), roles_, role, std::nullopt);
}

Task<ScimToken> Tokens::create(api::Call& call, CreateScimToken request) {
  const auto tenant = call.tenant().number;
  if (request.role == Role::owner)
    throw invalid_field("/role", "not_allowed", "cannot be owner: a directory makes no owners");
  co_await require_may_give(call, request.role);
  const auto found = co_await call.row<CountRow>(kCountTokens, tenant);
  if (found->count >= kTokensMost)
    throw Error{Code::refused, fmt::format("A tenant has {} tokens at most.", kTokensMost)};
  ScimToken token;
  token.id = {call.new_id()};
  token.name = request.name.str();
  token.role = std::string(name(request.role));
  token.secret = make_token();
  token.prefix = shown_prefix(*token.secret);
  token.created_at = call.system_time();
  call.set_target(token.id.str());
  co_await call.run(kInsertToken, token.id, tenant, token.name, token.prefix, token.role,
                    hash_bytes(*token.secret), token.created_at, call.principal().id);
  co_return token;
}

Task<ScimToken> Tokens::rotate(api::Call& call, RotateScimToken request) {
  const auto overlap = request.overlap_seconds ? request.overlap_seconds->value : kDefaultOverlap;
  const auto secret = make_token();
  const Timestamp until{call.system_time().nanoseconds + overlap * kNanosecondsPerSecond};
  call.set_target(request.id.str());
  const auto known = co_await call.row<RoleRow>(kLockToken, call.tenant().number, request.id);
  if (!known) throw no_such_token();
  co_await require_may_give(call, known->role);
  const auto row = co_await call.row<TokenRow>(kRotateToken, call.tenant().number, request.id,
                                               shown_prefix(secret), hash_bytes(secret), until);
  if (!row) throw no_such_token();
  auto token = row->token();
  token.secret = secret;
  co_return token;
}

Task<Nothing> Tokens::end(api::Call& call, EndScimToken request) {
  call.set_target(request.id.str());
  const auto row =
      co_await call.row<IdRow>(kEndToken, call.tenant().number, request.id, call.system_time());
  if (!row) throw no_such_token();
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::scim
