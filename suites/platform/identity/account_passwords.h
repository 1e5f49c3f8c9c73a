#pragma once

// Changing the password of an account: by who is signed in, or with a link that was mailed to its
// address. Either ends every other session of the account and is told by mail.

#include "kernel/mail/template.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/identity/sessions.h"

namespace sangam::suites::platform {

struct RequestPasswordReset {
  Email email;
};
SANGAM_DESCRIBE(RequestPasswordReset, (email, "The address of the account"))

struct ResetPassword {
  Secret token;
  Secret password;
};
SANGAM_DESCRIBE(ResetPassword, (token, "From the link in the mail"), (password, "The new password"))

struct ChangePassword {
  Secret password;
};
SANGAM_DESCRIBE(ChangePassword, (password, "The new password"))

struct PasswordResetMail {
  std::string name;
  std::string tenant;
  std::string link;
};
SANGAM_DESCRIBE(PasswordResetMail, (name, "Who"), (tenant, "Where"), (link, "To choose another"))

struct PasswordChangedMail {
  std::string name;
  std::string tenant;
  std::string address;
};
SANGAM_DESCRIBE(PasswordChangedMail, (name, "Who"), (tenant, "Where"), (address, "From where"))

class AccountPasswords {
 public:
  AccountPasswords(Passwords passwords, TenantDirectory& tenants, IdentityCache& cache,
                   const PublicAddress& address);

  // Always the same reply, after the same time: it tells nobody whether an account exists.
  Task<Nothing> request_reset(api::Call& call, RequestPasswordReset request);
  Task<Nothing> reset(api::Call& call, ResetPassword request);
  Task<Nothing> change(api::Call& call, ChangePassword request);

 private:
  struct Owner;

  Task<void> mail_links(api::Call& call, Email email);
  Task<void> mail_link(api::Call& call, Owner owner);
  Task<void> replace(api::Call& call, store::UnitOfWork& work, Owner owner, std::string hash,
                     Uuid but_session);

  Passwords passwords_;
  TenantDirectory& tenants_;
  IdentityCache& cache_;
  const PublicAddress& address_;
  const mail::Template<PasswordResetMail> reset_mail_;
  const mail::Template<PasswordChangedMail> changed_mail_;
};

}  // namespace sangam::suites::platform
