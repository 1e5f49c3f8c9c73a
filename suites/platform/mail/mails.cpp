#include "kernel/mail/statements.h"
#include "suites/platform/mail/mail.h"
#include "suites/platform/mail/statements.h"

namespace sangam::suites::platform::mail {

Mails::Mails()
    : test_mail_("platform.test", "Mail from {{tenant}} works",
                 "{{sender}} asked for this test mail.\n\n"
                 "If you can read it, mail from {{tenant}} reaches you. There is nothing to do.\n",
                 "<p>{{sender}} asked for this test mail.</p>\n"
                 "<p>If you can read it, mail from <b>{{tenant}}</b> reaches you."
                 " There is nothing to do.</p>\n") {}

Task<api::Page<Mail>> Mails::list(api::Call& call, ListMails request) {
  api::ListStatement list("platform.mail.list", kListMails, call);
  list.filter("state = ?", request.state)
      .filter("recipient = ?", request.recipient)
      .sorts({{"queued_at", "queued_at", "int8"}}, {"id", "id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-queued_at");
  co_return co_await list.page<Mail>(call, request.paging);
}

Task<MailWithText> Mails::get(api::Call& call, OneMail request) {
  auto mail = co_await call.row<MailWithText>(kReadMail, request.id);
  if (!mail) throw Error{Code::not_found, "There is no such mail."};
  co_return std::move(*mail);
}

Task<QueuedMail> Mails::retry(api::Call& call, OneMail request) {
  call.set_target(request.id.str());
  const auto queued = co_await call.run(sangam::mail::kRetry, request.id);
  if (queued.affected() == 1) co_return QueuedMail{request.id};
  if (!co_await call.row<MailWithText>(kReadMail, request.id))
    throw Error{Code::not_found, "There is no such mail."};
  throw Error{Code::conflict, "Only mail that failed can be sent again."};
}

Task<QueuedMail> Mails::test(api::Call& call, SendTestMail request) {
  const auto letter =
      test_mail_.letter({.name = "", .address = request.to.str()},
                        {.sender = call.principal().name, .tenant = call.tenant().name});
  const auto id = sangam::mail::send(call, letter);
  call.set_target(id.str());
  co_return QueuedMail{id};
}

}  // namespace sangam::suites::platform::mail
