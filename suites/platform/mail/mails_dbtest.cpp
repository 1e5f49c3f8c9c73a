#include <gtest/gtest.h>

#include "kernel/mail/schema.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/mail/mail.h"
#include "suites/platform/mail/statements.h"

namespace sangam::suites::platform::mail {
namespace {

TEST(Mails, StatementsUseIndexes) {
  // As the list composes it for its first page.
  static constexpr store::Statement kFirstPage{
      "platform.mail.first_page",
      "select id, kind, recipient, recipient_name, subject, " SANGAM_MAIL_COLUMNS
      " from kernel.mails where tenant_id = $1 order by queued_at desc, id desc limit 51"};
  const store::Statement* statements[] = {&kReadMail, &kFirstPage};
  store::testing::Database database({sangam::mail::schema()});
  for (const auto& problem :
       store::check_plans(database.endpoint(), statements, {}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

TEST(Mails, TheirTemplateIsSound) { const Mails mails; }

}  // namespace
}  // namespace sangam::suites::platform::mail
