#pragma once

// MailService: everything that sends mail in one process. A durable consumer sends what was queued
// at once; a round on one loop takes what is due again (after a pause, or after a crash), and
// forgets what was done a month ago.

#include <functional>
#include <memory>
#include <string>

#include "kernel/events/consumer.h"
#include "kernel/mail/courier.h"
#include "kernel/mail/mail_settings.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::mail {

// Main thread only, counters and metrics apart. Adds one database session to the process.
class MailService {
 public:
  // Gives the pool of the role sangam_app of a loop.
  using AppPools = std::function<store::Pool&(const runtime::EventLoop&)>;

  // The loops run, and go on running until the destructor has returned.
  MailService(runtime::LoopGroup& loops, const store::Endpoint& endpoint, AppPools app_pools,
              MailSettings settings);
  ~MailService();  // stops

  void start();
  // Mail under way is settled, within kDrainPatience. Idempotent. Call it before consumers are
  // stopped: they wait for their conversations.
  void stop();

  static constexpr std::chrono::milliseconds kDrainPatience{5'000};

  // For the process's EventService. It refers to this object.
  events::Consumer consumer();

  const CourierCounters& counters() const noexcept { return courier_.counters(); }
  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;

 private:
  struct Place;

  Task<void> handle(events::Delivery& delivery);

  runtime::LoopGroup& loops_;
  const AppPools app_pools_;
  Courier courier_;
  std::unique_ptr<Place> place_;  // what belongs to loop 0
  bool running_ = false;
};

}  // namespace sangam::mail
