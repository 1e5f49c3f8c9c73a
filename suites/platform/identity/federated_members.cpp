#include "suites/platform/identity/federated_members.h"

#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

Task<std::optional<UserId>> find_member(store::UnitOfWork& work, std::int32_t tenant,
                                        std::string email) {
  const auto row = co_await work.row<IdRow>(kFindMember, tenant, email);
  if (!row) co_return std::nullopt;
  co_return UserId{row->id};
}

Task<void> add_federated_member(store::UnitOfWork& work, std::int32_t tenant, Subject member,
                                Timestamp now) {
  co_await work.run(kForgetInvitation, tenant, member.email);
  co_await require_room_for(work, tenant, Limit::users, now);
  try {
    co_await work.run(kInsertMember, tenant, member.id, member.email, member.name, member.role,
                      std::optional<Uuid>(), now);
  } catch (const store::DatabaseError& error) {
    if (!is_address_taken(error)) throw;
    throw Error{Code::conflict, "Somebody with this address became a member just now: try again."};
  }
}

void set_member_role(store::UnitOfWork& work, std::int32_t tenant, UserId user,
                     const std::string& role) {
  work.later(kUpdateUser, tenant, user, std::optional<std::string>(), std::optional(role),
             std::optional<UserStatus>());
}

}  // namespace sangam::suites::platform
