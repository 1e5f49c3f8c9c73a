#include "kernel/mail/courier.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/events/backoff.h"
#include "kernel/mail/statements.h"
#include "kernel/mail/taken_mail.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"

namespace sangam::mail {

namespace {

using store::Mode;
using store::Statement;
using store::UnitOfWork;

// Consumer and round.
constexpr std::size_t kTakers = 2;
constexpr std::size_t kAnswerMost = 500;

std::int64_t nanoseconds(std::chrono::nanoseconds duration) { return duration.count(); }

Task<std::optional<TakenMail>> take(const Courier::Errand& errand, std::chrono::nanoseconds lease) {
  UnitOfWork work(errand.pool, errand.tenant, errand.deadline, Mode::read_write);
  const auto result = co_await work.run_and_commit(kTake, errand.mail, nanoseconds(lease));
  auto mails = store::read_rows<TakenMail>(result);
  if (mails.empty()) co_return std::nullopt;
  co_return std::move(mails.front());
}

Task<void> end(const Courier::Errand& errand, std::string_view state, std::string_view answer) {
  UnitOfWork work(errand.pool, errand.tenant, errand.deadline, Mode::read_write);
  co_await work.run_and_commit(kEnd, errand.mail, state, answer.substr(0, kAnswerMost));
}

Task<void> defer(const Courier::Errand& errand, std::chrono::nanoseconds pause,
                 std::string_view answer) {
  UnitOfWork work(errand.pool, errand.tenant, errand.deadline, Mode::read_write);
  co_await work.run_and_commit(kDefer, errand.mail, nanoseconds(pause),
                               answer.substr(0, kAnswerMost));
}

// Of a server's answer the numbers: its words may name people.
std::string_view without_words(std::string_view answer) {
  const auto numbers = std::min(answer.find_first_not_of("0123456789. -"), answer.size());
  return numbers >= 3 ? answer.substr(0, numbers) : answer;
}

// Without addresses and subjects.
void report(const Courier::Errand& errand, const SmtpAnswer& answer, bool given_up) {
  const log::Fields fields{{"tenant", std::to_string(errand.tenant)},
                           {"mail", errand.mail.str()},
                           {"reason", std::string(without_words(answer.text))}};
  if (given_up) log::error("a mail could not be sent", fields);
  else log::warning("a mail waits for another try", fields);
}

void count(std::atomic<std::uint64_t>& counter) { counter.fetch_add(1, std::memory_order_relaxed); }

}  // namespace

Courier::Courier(CourierSettings settings)
    : settings_(std::move(settings)),
      workers_({.threads = kTakers * kConversations, .queue_limit = kTakers * kConversations}) {
  SANGAM_ASSERT(is_mail_address(settings_.from.address) && settings_.tries > 0);
  SANGAM_ASSERT(!settings_.server || settings_.lease > settings_.server->timeout);
}

void Courier::stop(std::chrono::milliseconds grace) {
  give_up_at_ = runtime::Deadline::in(grace).time();
}

Task<void> Courier::deliver(Errand errand) {
  const auto mail = co_await take(errand, settings_.lease);
  if (!mail) co_return;
  if (mail->capture || !settings_.server) {
    co_await end(errand, "captured", "");
    count(counters_.captured);
    co_return;
  }
  auto answer = co_await hand_over(errand, *mail);
  co_await settle(errand, *mail, std::move(answer));
}

// A full queue of the workers is the same to a mail as a busy server.
Task<SmtpAnswer> Courier::hand_over(const Errand& errand, const TakenMail& mail) {
  const Letter letter{.to = {.name = mail.recipient_name, .address = mail.recipient},
                      .subject = mail.subject,
                      .text = mail.text,
                      .html = mail.html};
  auto message = compose(letter, settings_.from, mail.id.value, mail.queued_at);
  std::string busy;
  try {
    co_return co_await runtime::run_on<SmtpAnswer>(
        workers_, errand.loop, [this, &mail, message = std::move(message)] {
          return send_by_smtp(*settings_.server, settings_.from.address, mail.recipient, message,
                              give_up_at_);
        });
  } catch (const Error& error) {
    busy = error.detail;
  }
  co_return SmtpAnswer{Verdict::later, std::move(busy)};
}

Task<void> Courier::settle(const Errand& errand, const TakenMail& mail, SmtpAnswer answer) {
  if (answer.verdict == Verdict::accepted) {
    co_await end(errand, "sent", answer.text);
    count(counters_.sent);
    co_return;
  }
  const bool given_up = answer.verdict == Verdict::refused || mail.tries >= settings_.tries;
  report(errand, answer, given_up);
  if (given_up) {
    co_await end(errand, "failed", answer.text);
    count(counters_.failed);
  } else {
    co_await defer(errand,
                   events::pause_after(mail.tries, settings_.first_pause, settings_.longest_pause),
                   answer.text);
    count(counters_.deferred);
  }
}

}  // namespace sangam::mail
