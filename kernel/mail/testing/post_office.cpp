#include "kernel/mail/testing/post_office.h"

#include "kernel/clock/clock.h"
#include "kernel/events/schema.h"
#include "kernel/mail/schema.h"

namespace sangam::mail::testing {

namespace {

using store::testing::soon;

constexpr std::chrono::milliseconds kLook{10};

Task<MailId> queue(store::Pool& pool, KindOfLetter letter, PostOffice::Sending sending) {
  store::UnitOfWork work(pool, PostOffice::kTenant, soon(), store::Mode::read_write);
  const auto now = clock::system_now();
  const auto id = mail::send(
      work, {.id = clock::new_uuid(now), .now = now, .sandbox = sending.sandbox}, letter);
  if (sending.commit) co_await work.commit();
  co_return id;
}

Task<void> run_one(store::Pool& pool, store::Statement statement, MailId mail) {
  store::UnitOfWork work(pool, PostOffice::kTenant, soon(), store::Mode::read_write);
  co_await work.run_and_commit(statement, mail);
}

}  // namespace

void PostOffice::Branch::open(MailSettings settings) {
  const auto& endpoint = database_.endpoint();
  loops_ = std::make_unique<runtime::LoopGroup>(1);
  loops_->start();
  loops_->call(0, [&] {
    pool_ =
        std::make_unique<store::Pool>(loops_->loop(0), store::PoolSettings{.endpoint = endpoint});
  });
  const auto pools = [this](const runtime::EventLoop&) -> store::Pool& { return *pool_; };
  mail_ = std::make_unique<MailService>(*loops_, endpoint, pools, std::move(settings));
  events_ = std::make_unique<events::EventService>(*loops_, endpoint, pools,
                                                   std::vector{mail_->consumer()});
  mail_->start();
  events_->start();
}

void PostOffice::Branch::close() {
  if (!loops_) return;
  mail_->stop();
  events_.reset();
  mail_.reset();
  loops_->call(0, [&] { pool_.reset(); });
  loops_->stop();
  loops_.reset();
}

PostOffice::PostOffice() : database({events::schema(), mail::schema()}), branch_(database) {}

MailId PostOffice::send(const KindOfLetter& letter, Sending sending) {
  return store::testing::run_until_done(database.loop(), queue(database.pool(), letter, sending));
}

void PostOffice::run(const store::Statement& statement, MailId mail) {
  store::testing::run_until_done(database.loop(), run_one(database.pool(), statement, mail));
}

bool PostOffice::until(const std::function<bool()>& condition) {
  for (int tries = 0; tries < 3'000; ++tries) {
    if (condition()) return true;
    store::testing::run_until_done(database.loop(), runtime::sleep(database.loop(), kLook));
  }
  return false;
}

bool PostOffice::wait_for(const std::string& query, const std::string& wanted) {
  return until([&] { return database.value(query) == wanted; });
}

}  // namespace sangam::mail::testing
