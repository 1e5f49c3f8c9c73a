#pragma once

// Round: looks again and again for mail that is due, and sends it. Private to kernel/mail. Several
// processes may do so on one database: a mail is taken by one of them.

#include <chrono>

#include "kernel/mail/courier.h"

namespace sangam::mail {

// Mails of one look, at most, and forgotten at once.
inline constexpr std::int32_t kMailsALook{kConversations};
inline constexpr std::int32_t kMailsForgottenAtOnce = 1'000;

struct RoundSettings {
  std::chrono::milliseconds pause;
  std::chrono::hours kept;
};

// Belongs to its loop's thread.
class MailRound {
 public:
  // Pools of the roles app and relay, on `loop`. All must outlive run().
  MailRound(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay, Courier& courier,
            RoundSettings settings);

  // Works until stop(); does not throw.
  Task<void> run();
  void stop() { stopping_ = true; }

 private:
  struct Batch;

  Task<bool> look();
  Task<void> deliver(Courier::Errand errand, Batch& batch);
  Task<void> forget();
  Task<void> pause(std::chrono::nanoseconds duration);

  runtime::EventLoop& loop_;
  store::Pool& app_;
  store::Pool& relay_;
  Courier& courier_;
  const RoundSettings settings_;
  runtime::Deadline next_forgetting_ = runtime::Deadline::at(0);
  bool stopping_ = false;
};

}  // namespace sangam::mail
