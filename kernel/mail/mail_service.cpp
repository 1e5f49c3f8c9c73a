#include "kernel/mail/mail_service.h"

#include <future>

#include "base/assert.h"
#include "kernel/mail/round.h"

namespace sangam::mail {

// What looks for mail that is due: made, run and destroyed on the first loop.
struct MailService::Place {
  Place(runtime::EventLoop& loop, store::Pool& app, const store::Endpoint& endpoint,
        Courier& courier, const MailSettings& settings)
      : relay(loop, {.endpoint = endpoint, .role = store::Role::relay, .size = 1}),
        round(loop, app, relay, courier, {.pause = settings.round, .kept = settings.kept}) {}

  store::Pool relay;
  MailRound round;
  std::promise<void> ended;
};

namespace {

Task<void> run_and_tell(MailRound& round, std::promise<void>& ended) {
  co_await round.run();
  ended.set_value();
}

double number(const auto& counter) { return static_cast<double>(counter.load()); }

}  // namespace

MailService::MailService(runtime::LoopGroup& loops, const store::Endpoint& endpoint,
                         AppPools app_pools, MailSettings settings)
    : loops_(loops), app_pools_(std::move(app_pools)), courier_(settings.courier) {
  loops_.call(0, [&] {
    auto& loop = loops_.loop(0);
    place_ = std::make_unique<Place>(loop, app_pools_(loop), endpoint, courier_, settings);
  });
}

MailService::~MailService() {
  stop();
  loops_.call(0, [&] { place_.reset(); });
}

void MailService::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  loops_.call(0, [&] { start_detached(run_and_tell(place_->round, place_->ended)); });
}

void MailService::stop() {
  if (!std::exchange(running_, false)) return;
  courier_.stop(kDrainPatience);
  loops_.call(0, [&] { place_->round.stop(); });
  place_->ended.get_future().wait();
}

events::Consumer MailService::consumer() {
  return {.name = "kernel.mail",
          .types = {std::string(MailQueued::kEventType)},
          .handle = [this](events::Delivery& delivery) { return handle(delivery); },
          .deadline = std::chrono::seconds{120},
          .concurrency = kConversations};
}

// The mail's own row says what became of it: a mail server that is away does not hold the events.
Task<void> MailService::handle(events::Delivery& delivery) {
  const auto queued = delivery.payload<MailQueued>();
  co_await courier_.deliver({.pool = app_pools_(delivery.loop()),
                             .loop = delivery.loop(),
                             .tenant = delivery.tenant(),
                             .mail = queued.mail,
                             .deadline = delivery.deadline()});
}

void MailService::describe(telemetry::Snapshot& out) const {
  const auto& c = courier_.counters();
  out.counter("sangam_mail_sent_total", "Mails that the mail server took over", number(c.sent));
  out.counter("sangam_mail_captured_total", "Mails kept instead of sent", number(c.captured));
  out.counter("sangam_mail_deferred_total", "Tries after which a mail waits for another",
              number(c.deferred));
  out.counter("sangam_mail_failed_total", "Mails given up", number(c.failed));
}

}  // namespace sangam::mail
