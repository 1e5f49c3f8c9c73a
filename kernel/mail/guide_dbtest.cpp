// The module of docs/guides/mail.md, at work.

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/api/operation.h"
#include "kernel/clock/clock.h"
#include "kernel/events/schema.h"
#include "kernel/mail/mail.h"
#include "kernel/mail/schema.h"
#include "kernel/store/testing/database.h"

namespace sangam::guide {

constexpr store::SchemaFile kFiles[] = {{"001_guests.sql", R"(
-- schema: guide
-- table: guide.guests scope=tenant app=insert
create table guide.guests (tenant_id int4 not null, email text not null,
  primary key (tenant_id, email));
)"}};

constexpr store::Statement kKeepGuest{
    "guide.keep_guest", "insert into guide.guests (tenant_id, email) values ($1, $2)"};

struct InviteGuest {
  Text<1, 80> name;
  Email email;
};

struct Invited {
  std::string name;
  std::string link;
};
SANGAM_DESCRIBE(Invited, (name, "Who is invited"), (link, "Where to accept"))

class Invitations {
 public:
  Task<Nothing> invite(api::Call& call, InviteGuest request) {
    co_await call.run(kKeepGuest, request.email);
    const Invited values{.name = request.name.str(), .link = "https://example.com/accept"};
    mail::send(call, invitation_.letter({values.name, request.email.str()}, values));
    co_return Nothing{};
  }

 private:
  const mail::Template<Invited> invitation_{
      "guide.invitation", "Join us, {{name}}", "Dear {{name}}, open {{link}}\n",
      "<p>Dear {{name}}, open <a href=\"{{link}}\">this page</a>.</p>\n"};
};

namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

std::unique_ptr<api::Call> new_call(Database& database, const api::Operation& operation) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = std::make_shared<api::Tenant>();
  identity->tenant->number = 7;
  return std::make_unique<api::Call>(api::Call::Parts{.operation = &operation,
                                                      .identity = identity,
                                                      .deadline = soon(),
                                                      .loop = &database.loop(),
                                                      .pools = {.app = &database.pool()},
                                                      .system_time = clock::system_now()});
}

Task<void> invite_ann(Database& database, const api::Operation& operation) {
  const auto call = new_call(database, operation);
  Invitations invitations;
  InviteGuest request{.name = Text<1, 80>::of("Ann"), .email = {}};
  SANGAM_ASSERT(!Email::parse("ann@example.com", request.email));
  co_await invitations.invite(*call, request);
  co_await call->work().commit();
}

TEST(Guide, InvitesAGuest) {
  Database database({events::schema(), mail::schema(), {"test/guide", kFiles}});
  const api::Operation operation{.name = "guide.invite", .kind = api::Kind::command};
  run_until_done(database.loop(), invite_ann(database, operation));
  EXPECT_EQ(database.value("select concat_ws('|', state, recipient, subject, text)"
                           " from kernel.mails m join guide.guests g on g.email = m.recipient"),
            "queued|ann@example.com|Join us, Ann|Dear Ann, open https://example.com/accept\n");
  EXPECT_EQ(database.value("select count(*) from kernel.outbox where type = 'kernel.mail.queued'"
                           " and payload like '{\"mail\":\"mail_%'"),
            "1");
}

}  // namespace
}  // namespace sangam::guide
