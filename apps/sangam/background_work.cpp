#include "apps/sangam/background_work.h"

#include "apps/sangam/prepare_database.h"
#include "kernel/events/event_service.h"
#include "kernel/jobs/job_service.h"
#include "kernel/mail/mail_service.h"
#include "kernel/saga/saga_service.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/uploads/jobs.h"
#include "suites/platform/usage/meter_service.h"
#include "suites/platform/webhooks/receiver.h"
#include "suites/platform/webhooks/sources.h"

namespace sangam::apps {

namespace {

std::vector<events::Consumer> consumers_of(Modules& modules, mail::MailService& mail) {
  auto consumers = modules.consumers();
  consumers.push_back(mail.consumer());
  return consumers;
}

std::vector<jobs::JobModule> job_modules_of(const BackgroundParts& parts) {
  auto modules = Modules::job_modules();
  modules.push_back(
      suites::platform::uploads::job_module({.completion = parts.uploads,
                                             .pools = parts.pools,
                                             .tenants = parts.modules.identity().directory,
                                             .roles = parts.modules.roles()}));
  return modules;
}

}  // namespace

struct BackgroundWork::State {
  explicit State(const BackgroundParts& parts)
      : app([&pools = parts.pools](const runtime::EventLoop& loop) -> store::Pool& {
          return *pools.pools_of(loop).app;
        }),
        usage({.loops = parts.loops,
               .endpoint = parts.endpoint,
               .auth = *parts.pools.pools_of(parts.loops.loop(0)).auth,
               .address = parts.modules.identity().public_address}),
        webhooks({parts.loops, parts.endpoint, app(parts.loops.loop(0)), parts.vault,
                  parts.modules.webhooks(), parts.webhooks_anywhere,
                  days(parts.retention.webhooks_days)}),
        receiver(parts.pools, parts.vault),
        mail(parts.loops, parts.endpoint, app, parts.mail),
        events(parts.loops, parts.endpoint, app, consumers_of(parts.modules, mail),
               events::LogSettings::kept_for(days(parts.retention.events_days)),
               [&modules = parts.modules] { modules.log_grew(); }),
        sagas(parts.loops, parts.endpoint, app, parts.modules.saga_definitions(),
              saga::RunnerSettings{.keep = days(parts.retention.sagas_days)}),
        jobs(parts.loops, parts.endpoint, app, job_modules_of(parts),
             jobs::DispatchSettings{.keep = days(parts.retention.jobs_days)}) {
    follow_clocks(parts);
    usage.start();
    events.start();
    mail.start();
    jobs.start();
    sagas.start();
  }
  // Mail ends first what it is at; the rest in the order of construction, backwards: last who
  // writes down what the others have done.
  ~State() { mail.stop(); }

  void follow_clocks(const BackgroundParts& parts) {
    const auto set_clock_offset = [this](std::int32_t tenant, std::int64_t offset) {
      jobs.set_clock_offset(tenant, offset);
      sagas.set_clock_offset(tenant, offset);
    };
    for (const auto& row : read_sandboxes(parts.endpoint))
      set_clock_offset(row.number, row.clock_offset);
    parts.modules.on_clock_moved(set_clock_offset);
  }

  std::function<store::Pool&(const runtime::EventLoop&)> app;
  suites::platform::usage::MeterService usage;
  WebhookDelivery webhooks;
  suites::platform::webhooks::Receiver receiver;
  mail::MailService mail;
  events::EventService events;
  saga::SagaService sagas;
  jobs::JobService jobs;
};

BackgroundWork::BackgroundWork(const BackgroundParts& parts)
    : state_(std::make_unique<State>(parts)) {}

BackgroundWork::~BackgroundWork() = default;

DoorEntry BackgroundWork::receiver() {
  return {[](http::Method, std::string_view path) {
            return path.starts_with(suites::platform::webhooks::kHooksPath);
          },
          state_->receiver};
}
const events::EventService& BackgroundWork::events() const { return state_->events; }
const jobs::JobService& BackgroundWork::jobs() const { return state_->jobs; }
const WebhookDelivery& BackgroundWork::webhooks() const { return state_->webhooks; }

void BackgroundWork::describe(telemetry::Snapshot& out) const {
  state_->usage.describe(out);
  state_->mail.describe(out);
  state_->webhooks.describe(state_->receiver, out);
  state_->jobs.describe(out);
  state_->sagas.describe(out);
}

}  // namespace sangam::apps
