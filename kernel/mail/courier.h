#pragma once

// Courier: takes one mail that is due, gives it to the mail server, and writes what became of it.
//
//   queued ──taken──> accepted ──> sent
//     ▲                refused, or the last try ──> failed
//     └─ later: pause ─┘        no server, sandbox ──> captured

#include <atomic>

#include "base/task.h"
#include "kernel/mail/mail.h"
#include "kernel/mail/mail_settings.h"
#include "kernel/mail/smtp.h"
#include "kernel/runtime/worker_pool.h"
#include "kernel/store/pool.h"

namespace sangam::mail {

struct TakenMail;

// Monotonic; read by any thread.
struct CourierCounters {
  std::atomic<std::uint64_t> sent{0};
  std::atomic<std::uint64_t> captured{0};
  std::atomic<std::uint64_t> deferred{0};
  std::atomic<std::uint64_t> failed{0};
};

// Any loop. Conversations with the mail server run on threads of its own: they wait, and must keep
// nobody else waiting.
class Courier {
 public:
  explicit Courier(CourierSettings settings);

  // Which mail, and where to work: `pool` is of the role app, on `loop`.
  struct Errand {
    store::Pool& pool;
    runtime::EventLoop& loop;
    std::int32_t tenant;
    MailId mail;
    runtime::Deadline deadline;
  };
  // Does nothing for a mail that is not due: done, taken by somebody else, or to be tried later.
  // Throws Error{unavailable} and the like when the database is away; the mail is then tried again
  // when its lease has passed.
  Task<void> deliver(Errand errand);
  // Conversations under way, and all later ones, are given up after `grace`. Any thread.
  void stop(std::chrono::milliseconds grace);

  const CourierCounters& counters() const noexcept { return counters_; }
  const CourierSettings& settings() const noexcept { return settings_; }

 private:
  Task<SmtpAnswer> hand_over(const Errand& errand, const TakenMail& mail);
  Task<void> settle(const Errand& errand, const TakenMail& mail, SmtpAnswer answer);

  const CourierSettings settings_;
  CourierCounters counters_;
  GiveUpAt give_up_at_{INT64_MAX};
  runtime::WorkerPool workers_;
};

// Mails that the consumer, and the round, each have under way at most. Every one of them has a
// thread: waiting for one would take from the time in which its lease holds.
inline constexpr std::size_t kConversations = 4;

}  // namespace sangam::mail
