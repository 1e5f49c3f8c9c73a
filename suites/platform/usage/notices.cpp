#include "suites/platform/usage/notices.h"

#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/mail/mail.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/events.h"
#include "suites/platform/usage/statements.h"

namespace sangam::suites::platform::usage {

namespace {

constexpr std::chrono::seconds kPatience{10};

struct PercentRow {
  std::int32_t percent = 0;
};
SANGAM_DESCRIBE(PercentRow, (percent, ""))

struct OwnerRow {
  std::string name;
  std::string email;
  std::string tenant;
  bool sandbox = false;
};
SANGAM_DESCRIBE(OwnerRow, (name, ""), (email, ""), (tenant, ""), (sandbox, ""))

std::string words(Limit limit) {
  return limit == Limit::calls ? "API calls this month" : "stored bytes";
}

// 1234567 becomes 1,234,567.
std::string grouped(std::int64_t count) {
  auto text = std::to_string(count);
  for (auto place = std::ssize(text) - 3; place > 0; place -= 3)
    text.insert(static_cast<std::size_t>(place), ",");
  return text;
}

}  // namespace

Notices::Notices(const PublicAddress& address)
    : address_(address),
      mail_("usage.limit_neared", "{{tenant}}: {{percent}} % of {{what}} used",
            "Dear {{name}},\n\n"
            "{{tenant}} has used {{used}} of the {{allowed}} {{what}} that its plan allows.\n"
            "Nothing is refused for that. What was used day by day is here:\n\n{{link}}\n",
            "<p>Dear {{name}},</p>"
            "<p>{{tenant}} has used {{used}} of the {{allowed}} {{what}} that its plan allows."
            " Nothing is refused for that.</p>"
            "<p><a href=\"{{link}}\">What was used day by day</a></p>") {}

Task<bool> Notices::tell(store::Pool& auth, DueNotice due, Timestamp now) const {
  store::UnitOfWork work(auth, due.tenant_id, runtime::Deadline::in(kPatience),
                         store::Mode::read_write);
  const auto noted = co_await work.row<PercentRow>(kNote, month_of(day_of(now)).days,
                                                   name(due.limit_name), due.percent, now);
  if (!noted) co_return false;
  const auto owners = co_await work.rows<OwnerRow>(kReadOwners, due.tenant_id);
  for (const auto& owner : owners)
    mail::send(work, {.id = clock::new_uuid(now), .now = now, .sandbox = owner.sandbox},
               mail_.letter({.name = owner.name, .address = owner.email},
                            {.name = owner.name,
                             .tenant = owner.tenant,
                             .what = words(due.limit_name),
                             .percent = due.percent,
                             .used = grouped(due.used),
                             .allowed = grouped(due.allowed),
                             .link = address_.origin() + "/usage"}));
  work.later(store::kEmit, clock::new_uuid(now), "usage", LimitNeared::kEventType,
             LimitNeared::kEventVersion,
             api::to_json(LimitNeared{due.limit_name, due.percent, due.used, due.allowed}), now);
  co_await work.commit();
  co_return true;
}

}  // namespace sangam::suites::platform::usage
