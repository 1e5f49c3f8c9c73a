#pragma once

// What goes on in this process without anybody asking: events to their consumers, mail, webhooks,
// jobs, sagas, figures of what tenants use.

#include <memory>

#include "apps/sangam/door_list.h"
#include "apps/sangam/modules.h"
#include "apps/sangam/retention.h"
#include "apps/sangam/webhook_delivery.h"
#include "kernel/mail/mail_settings.h"

namespace sangam::api {
class PoolDirectory;
}
namespace sangam::events {
class EventService;
}
namespace sangam::jobs {
class JobService;
}
namespace sangam::suites::platform::uploads {
class Completion;
}

namespace sangam::apps {

// What it works with; all outlives it.
struct BackgroundParts {
  runtime::LoopGroup& loops;  // they run
  const store::Endpoint& endpoint;
  const api::PoolDirectory& pools;
  Modules& modules;
  vault::Vault& vault;
  const suites::platform::uploads::Completion& uploads;
  mail::MailSettings mail;
  RetentionSettings retention;
  bool webhooks_anywhere = false;
};

// Main thread only, describe() apart. Runs from construction on.
class BackgroundWork {
 public:
  explicit BackgroundWork(const BackgroundParts& parts);
  ~BackgroundWork();  // what is under way ends or goes on after the next start
  BackgroundWork(const BackgroundWork&) = delete;
  BackgroundWork& operator=(const BackgroundWork&) = delete;

  // What others tell tenants by webhooks.
  DoorEntry receiver();
  const events::EventService& events() const;
  const jobs::JobService& jobs() const;
  const WebhookDelivery& webhooks() const;
  void describe(telemetry::Snapshot& out) const;  // any thread

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
