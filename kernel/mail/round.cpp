#include "kernel/mail/round.h"

#include <algorithm>

#include "kernel/mail/statements.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"

namespace sangam::mail {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kDatabasePatience{10};
constexpr seconds kErrandPatience{120};
constexpr std::chrono::minutes kForgetEvery{10};
// A pause is looked at this often, so that stop() need not wait for its end.
constexpr milliseconds kPauseSlice{50};

struct DueMail {
  std::int32_t tenant_id = 0;
  MailId id;
};
SANGAM_DESCRIBE(DueMail, (tenant_id, "Whose"), (id, "The mail"))

}  // namespace

// The mails of a look on their way; the last one to end tells.
struct MailRound::Batch {
  std::size_t under_way = 0;
  Completion<bool> ended{};
};

MailRound::MailRound(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                     Courier& courier, RoundSettings settings)
    : loop_(loop), app_(app), relay_(relay), courier_(courier), settings_(settings) {}

Task<void> MailRound::run() {
  bool failing = false;
  while (!stopping_) {
    std::string failure;
    bool more = false;
    try {
      more = co_await look();
      if (next_forgetting_.passed()) co_await forget();
      failing = false;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && !std::exchange(failing, true))
      log::warning("mail waits for the database", {{"reason", failure}});
    if (!more) co_await pause(settings_.pause);
  }
}

// True when there may be more.
Task<bool> MailRound::look() {
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  const auto due = co_await work.rows<DueMail>(kDue, kMailsALook);
  if (due.empty() || stopping_) co_return false;
  Batch batch{.under_way = due.size()};
  for (const auto& mail : due)
    start_detached(deliver({.pool = app_,
                            .loop = loop_,
                            .tenant = mail.tenant_id,
                            .mail = mail.id,
                            .deadline = Deadline::in(kErrandPatience)},
                           batch));
  co_await batch.ended;
  co_return due.size() == kMailsALook;
}

// A mail that fails here is due again when its lease has passed.
Task<void> MailRound::deliver(Courier::Errand errand, Batch& batch) {
  try {
    co_await courier_.deliver(errand);
  } catch (const std::exception& error) {
    log::warning("a mail's end could not be written",
                 {{"mail", errand.mail.str()}, {"reason", error.what()}});
  }
  if (--batch.under_way == 0) batch.ended.complete(true);
}

Task<void> MailRound::forget() {
  next_forgetting_ = Deadline::in(kForgetEvery);
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const std::chrono::nanoseconds kept = settings_.kept;
  const auto result =
      co_await work.run_and_commit(kForget, kMailsForgottenAtOnce, std::int64_t{kept.count()});
  if (result.affected() == kMailsForgottenAtOnce) next_forgetting_ = Deadline::at(0);
}

Task<void> MailRound::pause(std::chrono::nanoseconds duration) {
  const auto end = Deadline::in(duration);
  while (!stopping_ && !end.passed())
    co_await runtime::sleep(loop_,
                            std::min<std::chrono::nanoseconds>(end.remaining(), kPauseSlice));
}

}  // namespace sangam::mail
