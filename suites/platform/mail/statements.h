#pragma once

// The named statements of this module, in one place so that tests can EXPLAIN every one of them.

#include "kernel/store/statement.h"

namespace sangam::suites::platform::mail {

// Up to the conditions of the list. The moment of the next try means nothing once a mail is done.
#define SANGAM_MAIL_COLUMNS          \
  "state, tries, answer, queued_at," \
  " case when state = 'queued' then next_try_at end as next_try_at, done_at"
inline constexpr std::string_view kListMails =
    "select id, kind, recipient, recipient_name, subject, " SANGAM_MAIL_COLUMNS
    " from kernel.mails where tenant_id = $1";

// $2 id.
inline constexpr store::Statement kReadMail{
    "platform.mail.read",
    "select id, kind, recipient, recipient_name, subject, text, html, " SANGAM_MAIL_COLUMNS
    " from kernel.mails where tenant_id = $1 and id = $2"};

inline constexpr const store::Statement* kStatements[] = {&kReadMail};

}  // namespace sangam::suites::platform::mail
