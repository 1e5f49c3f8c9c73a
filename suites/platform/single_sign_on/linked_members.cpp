#include "suites/platform/single_sign_on/linked_members.h"

#include "suites/platform/single_sign_on/connection_row.h"
#include "suites/platform/single_sign_on/identity_links.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

// What the audit says of a member who is nobody at a provider any more.
struct SubjectFacts {
  std::string connection;
  std::string subject;
};
SANGAM_DESCRIBE(SubjectFacts, (connection, ""), (subject, ""))

}  // namespace

Task<api::Page<LinkedMember>> LinkedMembers::list(api::Call& call, ListLinkedMembers request) {
  if (!co_await call.row<ConnectionRow>(kGetConnection, call.tenant().number, request.connection))
    throw Error{Code::not_found, "There is no such connection."};
  api::ListStatement list(
      "sign_on.identities.list",
      "select i.user_id as \"user\", u.name, u.email, i.subject, i.created_at, i.seen_at"
      " from sign_on.identities i join platform.users u"
      " on u.tenant_id = i.tenant_id and u.id = i.user_id where i.tenant_id = $1",
      call);
  list.filter("i.connection_id = ?", request.connection)
      .search("u.name || ' ' || u.email", request.search)
      .sorts({{"name", "u.name", "text"},
              {"email", "u.email", "text"},
              {"seen_at", "i.seen_at", "int8"}},
             {"user", "i.user_id", "uuid"});
  co_return co_await list.page<LinkedMember>(call, request.paging);
}

Task<Nothing> LinkedMembers::unlink(api::Call& call, UnlinkMember request) {
  require_trustee(call);
  call.set_target(request.user.str());
  const auto subject =
      co_await single_sign_on::unlink(call.work(), request.connection, request.user);
  if (!subject) throw Error{Code::not_found, "The user is nobody at that identity provider."};
  call.changed(SubjectFacts{request.connection.str(), *subject}, SubjectFacts{});
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::single_sign_on
