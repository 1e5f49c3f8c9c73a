#include "suites/platform/openid/token_judge.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

struct EndedRow {
  bool ended = false;
};
SANGAM_DESCRIBE(EndedRow, (ended, ""))

}  // namespace

Task<std::optional<JudgedToken>> TokenJudge::judge(store::Pool& auth, std::string_view text,
                                                   runtime::Deadline deadline) {
  const auto keys = co_await keys_.keys(auth, deadline);
  auto token = read_access_token(*keys, text, issuer_.url(), clock::system_now());
  if (!token) co_return std::nullopt;
  co_return co_await judge_read(auth, std::move(*token), deadline);
}

Task<std::optional<JudgedToken>> TokenJudge::judge_read(store::Pool& auth, AccessToken token,
                                                        runtime::Deadline deadline) {
  JudgedToken judged;
  judged.client = co_await clients_.find_of(auth, token.client, token.tenant, deadline);
  if (!judged.client) co_return std::nullopt;
  const auto tenant = judged.client->tenant->number;
  store::UnitOfWork work(auth, tenant, deadline, store::Mode::read_only);
  auto scopes = common(token.scopes, judged.client->scopes);
  if (UserId user; !UserId::parse(token.subject, user)) {
    judged.user = co_await find_subject(work, tenant, user);
    if (!judged.user) co_return std::nullopt;
    scopes =
        permitted(scopes, co_await permissions_of_role(work, roles_, tenant, judged.user->role));
  } else if (token.subject != token.client.str() || !co_await is_active_tenant(work, tenant)) {
    co_return std::nullopt;
  }
  const auto trusted_since = judged.user ? judged.user->trusted_since : Timestamp{};
  const auto row = co_await work.row<EndedRow>(kIsEnded, token.id, token.grant, trusted_since);
  if (!row || row->ended) co_return std::nullopt;
  judged.permissions = permissions_of(scopes);
  judged.scopes = std::move(scopes);
  judged.token = std::move(token);
  co_return judged;
}

}  // namespace sangam::suites::platform::openid
