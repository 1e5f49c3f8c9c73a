#pragma once

// Invitations: somebody is asked to join by mail and joins with the link in it. Whoever has no
// account yet chooses a password; who has one proves that it is theirs.

#include "kernel/api/list.h"
#include "kernel/mail/template.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/identity/sessions.h"

namespace sangam::suites::platform {

struct InvitationResource {
  static constexpr std::string_view kIdPrefix = "inv";
};
using InvitationId = Id<InvitationResource>;

struct Invitation {
  InvitationId id;
  std::string email;
  std::string role;
  UserId invited_by;
  Timestamp created_at;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(Invitation, (id, "The invitation"), (email, "Who is invited"),
                (role, "What they will be"), (invited_by, "By whom"),
                (created_at, "When it was made"), (expires_at, "Until when it can be accepted"))

struct Invite {
  Email email;
  std::optional<Role> role;
  std::optional<RoleId> custom_role;
};
SANGAM_DESCRIBE(Invite, (email, "Who is invited"), (role, "What they will be"),
                (custom_role, "A role of your own, in place of `role`"))

struct OneInvitation {
  InvitationId id;
};
SANGAM_DESCRIBE(OneInvitation, (id, "The invitation"))

struct ReadInvitation {
  Secret token;
};
SANGAM_DESCRIBE(ReadInvitation, (token, "From the link in the mail"))

struct OpenInvitation {
  std::string email;
  std::string tenant;
  std::string role;
  std::string invited_by;
  bool has_account = false;
  std::int64_t password_min_length = 8;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(OpenInvitation, (email, "Who is invited"), (tenant, "Name of the tenant"),
                (role, "What they will be"), (invited_by, "Name of who invited them; may be empty"),
                (has_account,
                 "Whether the address has an account, whose password is then asked for"),
                (password_min_length, "Characters of a new password, at least"),
                (expires_at, "Until when it can be accepted"))

struct AcceptInvitation {
  Secret token;
  Text<1, 120> name;
  Secret password;
  std::optional<FactorCode> code;
};
SANGAM_DESCRIBE(AcceptInvitation, (token, "From the link in the mail"), (name, "Shown to people"),
                (password, "A new one; of an account that exists, its own"),
                (code, "Of the authenticator app, or a recovery code, when the account has one"))

struct InvitationMail {
  std::string tenant;
  std::string inviter;
  std::string role;
  std::string link;
};
SANGAM_DESCRIBE(InvitationMail, (tenant, "Where"), (inviter, "By whom"), (role, "As what"),
                (link, "To accept"))

class Invitations {
 public:
  Invitations(Passwords passwords, TenantDirectory& tenants, const RolePermissions& roles,
              SecondFactorCheck& second_factor, const HeldPasswordRule& password_rule,
              const PublicAddress& address);

  Task<api::Page<Invitation>> list(api::Call& call, api::Paging paging);
  // Only owners invite owners. An invitation of an address replaces an earlier one.
  Task<Invitation> create(api::Call& call, Invite request);
  // A new link; the one before ends.
  Task<Invitation> resend(api::Call& call, OneInvitation request);
  Task<Nothing> revoke(api::Call& call, OneInvitation request);

  Task<OpenInvitation> read(api::Call& call, ReadInvitation request);
  // An account that has a second factor shows it as when signing in; where members sign in with an
  // identity provider alone, nobody joins with a password.
  Task<Session> accept(api::Call& call, AcceptInvitation request);

 private:
  struct Open;
  struct Account;

  void mail_link(api::Call& call, const Invitation& invitation, const std::string& token,
                 const std::string& role);
  Task<Open> find(api::Call& call, Secret token);
  Task<Account> account_for(api::Call& call, Open open, AcceptInvitation request);

  Passwords passwords_;
  TenantDirectory& tenants_;
  const RolePermissions& roles_;
  SecondFactorCheck& second_factor_;
  const HeldPasswordRule& password_rule_;
  const PublicAddress& address_;
  const mail::Template<InvitationMail> mail_;
};

}  // namespace sangam::suites::platform
