#include "suites/platform/identity/invitations.h"

#include "kernel/mail/mail.h"
#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/identity/users.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kGoodFor = 7 * 86'400 * kNanosecondsPerSecond;

struct InvitationRow {
  Uuid id;
  std::string email;
  std::string role;
  Uuid invited_by;
  Timestamp created_at;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(InvitationRow, (id, ""), (email, ""), (role, ""), (invited_by, ""),
                (created_at, ""), (expires_at, ""))

struct EndRow {
  Timestamp expires_at;
};
SANGAM_DESCRIBE(EndRow, (expires_at, ""))

Invitation to_invitation(const InvitationRow& row) {
  return {{row.id}, row.email, row.role, {row.invited_by}, row.created_at, row.expires_at};
}

Error no_such_invitation() { return {Code::not_found, "There is no such invitation."}; }

}  // namespace

Invitations::Invitations(Passwords passwords, TenantDirectory& tenants,
                         const RolePermissions& roles, SecondFactorCheck& second_factor,
                         const HeldPasswordRule& password_rule, const PublicAddress& address)
    : passwords_(passwords),
      tenants_(tenants),
      roles_(roles),
      second_factor_(second_factor),
      password_rule_(password_rule),
      address_(address),
      mail_("platform.invitation", "{{inviter}} invites you to {{tenant}}",
            "{{inviter}} invites you to join {{tenant}} as {{role}}.\n\nAccept here, within seven"
            " days:\n\n{{link}}\n\nIf you do not know {{tenant}}, there is nothing to do.\n",
            "<p>{{inviter}} invites you to join <b>{{tenant}}</b> as {{role}}.</p>\n"
            "<p><a href=\"{{link}}\">Accept the invitation</a></p>\n"
            "<p>The link is good for seven days. If you do not know {{tenant}}, there is nothing"
            " to do.</p>\n") {}

Task<api::Page<Invitation>> Invitations::list(api::Call& call, api::Paging paging) {
  api::ListStatement list(
      "platform.invitations.list",
      "select " SANGAM_INVITATION_COLUMNS " from platform.invitations where tenant_id = $1", call);
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<InvitationRow>(call, paging);
  api::Page<Invitation> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_invitation(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<Invitation> Invitations::create(api::Call& call, Invite request) {
  const auto role =
      co_await role_to_give(call, call.work(), roles_, request.role, request.custom_role);
  const auto tenant = call.tenant().number;
  if (co_await call.row<IdRow>(kFindMember, tenant, request.email))
    throw Error{Code::conflict,
                "A user with this address exists.",
                {{"/email", "taken", "belongs to another user"}}};
  const auto now = call.system_time();
  const auto token = make_session_token();
  const Invitation invitation{{call.new_id()},
                              request.email.str(),
                              role,
                              {call.principal().id},
                              now,
                              {now.nanoseconds + kGoodFor}};
  call.set_target(invitation.id.str());
  co_await call.run(kForgetInvitation, tenant, invitation.email);
  co_await require_room_for(call.work(), tenant, Limit::users, now);
  call.later(kInsertInvitation, tenant, invitation.id, invitation.email, invitation.role,
             hash_bytes(token), invitation.invited_by, now, invitation.expires_at);
  mail_link(call, invitation, token,
            co_await shown_role(call.work(), call.tenant().number, invitation.role));
  co_return invitation;
}

Task<Invitation> Invitations::resend(api::Call& call, OneInvitation request) {
  const auto token = make_session_token();
  call.set_target(request.id.str());
  const auto now = call.system_time();
  const auto end = co_await call.row<EndRow>(kFindInvitationEnd, call.tenant().number, request.id);
  if (!end) throw no_such_invitation();
  // One that is over counts again.
  if (end->expires_at <= now)
    co_await require_room_for(call.work(), call.tenant().number, Limit::users, now);
  const auto row =
      co_await call.row<InvitationRow>(kRenewInvitation, call.tenant().number, request.id,
                                       hash_bytes(token), Timestamp{now.nanoseconds + kGoodFor});
  if (!row) throw no_such_invitation();
  if (row->role == name(Role::owner)) require_owner(call);
  const auto invitation = to_invitation(*row);
  mail_link(call, invitation, token,
            co_await shown_role(call.work(), call.tenant().number, invitation.role));
  co_return invitation;
}

Task<Nothing> Invitations::revoke(api::Call& call, OneInvitation request) {
  call.set_target(request.id.str());
  if (!co_await call.row<IdRow>(kDeleteInvitation, call.tenant().number, request.id))
    throw no_such_invitation();
  co_return Nothing{};
}

void Invitations::mail_link(api::Call& call, const Invitation& invitation, const std::string& token,
                            const std::string& role) {
  mail::send(call, mail_.letter({.name = "", .address = invitation.email},
                                {call.tenant().name, call.principal().name, role,
                                 address_.page("/join", token)}));
}

}  // namespace sangam::suites::platform
