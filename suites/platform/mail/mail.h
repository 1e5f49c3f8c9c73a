#pragma once

// The module platform/mail: what an operator sees of mail: what waits, what was sent, what failed,
// and the mailbox in which mail is captured where no mail server is set. Start here.

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"
#include "kernel/api/module.h"
#include "kernel/mail/mail.h"
#include "kernel/mail/template.h"

namespace sangam::suites::platform::mail {

using sangam::mail::MailId;

enum class MailState : std::uint8_t { queued, sent, captured, failed };
SANGAM_ENUM(MailState, queued, sent, captured, failed)

struct Mail {
  MailId id;
  std::string kind;
  std::string recipient;
  std::string recipient_name;
  std::string subject;
  MailState state = MailState::queued;
  std::int32_t tries = 0;
  std::optional<std::string> answer;
  Timestamp queued_at;
  std::optional<Timestamp> next_try_at;
  std::optional<Timestamp> done_at;
};
SANGAM_DESCRIBE(Mail, (id, "The mail"), (kind, "Module and occasion"),
                (recipient, "Address of who gets it"), (recipient_name, "Their name, or empty"),
                (subject, "Its subject"),
                (state, "queued, then sent, captured (kept instead of sent) or failed"),
                (tries, "Conversations with the mail server so far"),
                (answer, "What the mail server said last"),
                (queued_at, "When it was decided, by the tenant's clock"),
                (next_try_at, "When it is tried next, while it is queued"),
                (done_at, "When it was sent, captured or given up"))

struct MailWithText {
  MailId id;
  std::string kind;
  std::string recipient;
  std::string recipient_name;
  std::string subject;
  std::optional<std::string> text;
  std::optional<std::string> html;
  MailState state = MailState::queued;
  std::int32_t tries = 0;
  std::optional<std::string> answer;
  Timestamp queued_at;
  std::optional<Timestamp> next_try_at;
  std::optional<Timestamp> done_at;
};
SANGAM_DESCRIBE(MailWithText, (id, "The mail"), (kind, "Module and occasion"),
                (recipient, "Address of who gets it"), (recipient_name, "Their name, or empty"),
                (subject, "Its subject"), (text, "Gone once it was sent"),
                (html, "The same for who reads HTML; gone once it was sent"),
                (state, "queued, sent, captured or failed"),
                (tries, "Conversations with the mail server so far"),
                (answer, "What the mail server said last"),
                (queued_at, "When it was decided, by the tenant's clock"),
                (next_try_at, "When it is tried next, while it is queued"),
                (done_at, "When it was sent, captured or given up"))

struct ListMails {
  api::Paging paging;
  std::optional<MailState> state;
  std::optional<Email> recipient;
};
SANGAM_DESCRIBE(ListMails, (paging, ""), (state, "Only in this state"),
                (recipient, "Only to this address"))

struct OneMail {
  MailId id;
};
SANGAM_DESCRIBE(OneMail, (id, "The mail"))

struct SendTestMail {
  Email to;
};
SANGAM_DESCRIBE(SendTestMail, (to, "Who gets it"))

struct QueuedMail {
  MailId id;
};
SANGAM_DESCRIBE(QueuedMail, (id, "The mail, on its way"))

// What the test mail says.
struct TestMailValues {
  std::string sender;
  std::string tenant;
};
SANGAM_DESCRIBE(TestMailValues, (sender, "Who asked for it"), (tenant, "On whose behalf"))

// Without state, but for its template. Each call sees the mails of its own tenant.
class Mails {
 public:
  Mails();

  Task<api::Page<Mail>> list(api::Call& call, ListMails request);
  // Throws Error{not_found}.
  Task<MailWithText> get(api::Call& call, OneMail request);
  // Throws Error{conflict} for a mail that has not failed, Error{not_found}.
  Task<QueuedMail> retry(api::Call& call, OneMail request);
  // Throws Error{refused} for an address that no mail can reach.
  Task<QueuedMail> test(api::Call& call, SendTestMail request);

 private:
  const sangam::mail::Template<TestMailValues> test_mail_;
};

void declare(api::Module& module, Mails& mails);

}  // namespace sangam::suites::platform::mail
