#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/metering/meters.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/webhooks/batch.h"
#include "suites/platform/webhooks/events.h"
#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kDatabasePatience{5};

std::uint16_t random_number() {
  std::array<std::uint8_t, 2> bytes{};
  clock::random_bytes(bytes);
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

// A reply's bytes as text that can be stored.
std::string storable(std::string text) {
  std::erase(text, '\0');
  if (!utf8_length(text))
    std::ranges::replace_if(text, [](char c) { return static_cast<signed char>(c) < 0; }, '?');
  return text;
}

// The rows of a batch's attempts, column by column.
struct AttemptColumns {
  std::vector<Uuid> ids, messages;
  std::vector<std::int32_t> numbers, durations;
  std::vector<Timestamp> at;
  std::vector<std::string> outcomes, responses;
  std::vector<std::optional<std::int32_t>> statuses;
  std::vector<std::optional<std::string>> failures;
  std::vector<std::optional<Timestamp>> next;

  void add(const Tried& one, bool delivered, std::optional<Timestamp> next_at) {
    const auto& reply = one.reply;
    ids.push_back(clock::new_uuid(one.at));
    messages.push_back(one.row->message_id.value);
    numbers.push_back(one.row->tries + 1);
    at.push_back(one.at);
    outcomes.emplace_back(delivered ? "delivered" : "failed");
    statuses.push_back(reply.failure ? std::nullopt : std::optional(reply.status));
    failures.push_back(reply.failure ? std::optional(std::string(name(*reply.failure)))
                                     : std::nullopt);
    durations.push_back(static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(reply.duration).count()));
    responses.push_back(storable(reply.body));
    next.push_back(next_at);
  }
};

// What the tries mean for the endpoint.
struct Judgement {
  std::optional<Timestamp> failing_since;
  Timestamp paused_until;
  std::int32_t failed_since = 0;       // the last one that was delivered
  std::optional<std::string> disable;  // the reason
};

class Recorder {
 public:
  Recorder(const Workshop& shop, LineName line, store::UnitOfWork& work)
      : shop_(shop), line_(line), work_(work), now_(clock::system_now()) {}

  // Returns whether more may be sent at once.
  bool record(std::span<const Tried> tried) {
    judgement_.failing_since = tried.front().row->failing_since;
    for (const auto& one : tried)
      take(one);
    const auto& c = columns_;
    work_.later(kInsertAttempts, line_.endpoint, c.ids, c.messages, c.numbers, c.at, c.outcomes,
                c.statuses, c.failures, c.durations, c.responses, c.next);
    if (!delivered_.empty()) work_.later(kDelivered, line_.endpoint, delivered_);
    work_.later(kJudgeEndpoint, line_.endpoint, judgement_.failing_since, judgement_.paused_until,
                c.at.back(), c.outcomes.back(), c.statuses.back(), c.failures.back(),
                !delivered_.empty(), judgement_.failed_since);
    if (judgement_.disable) disable(tried.front().row->url);
    return !judgement_.disable && judgement_.paused_until.nanoseconds == 0;
  }

  // Behind the commit.
  void count() const {
    constexpr auto kRelaxed = std::memory_order_relaxed;
    const auto failed = columns_.ids.size() - delivered_.size();
    shop_.counters.delivered.fetch_add(delivered_.size(), kRelaxed);
    shop_.counters.failed.fetch_add(failed, kRelaxed);
    meter(metering::Outcome::succeeded, delivered_.size());
    meter(metering::Outcome::failed, failed);
    shop_.counters.given_up.fetch_add(given_up_, kRelaxed);
    shop_.counters.disabled.fetch_add(judgement_.disable ? 1 : 0, kRelaxed);
  }

 private:
  void meter(metering::Outcome how, std::size_t tries) const {
    metering::meters().count(line_.tenant, metering::Meter::webhook_deliveries, how,
                             static_cast<std::uint32_t>(tries));
  }
  void take(const Tried& one) {
    const auto verdict = verdict_on(one.reply);
    if (verdict == Verdict::delivered) {
      delivered_.push_back(one.row->sequence);
      judgement_.failing_since.reset();
      judgement_.failed_since = 0;
      columns_.add(one, true, std::nullopt);
      return;
    }
    ++judgement_.failed_since;
    if (!judgement_.failing_since) judgement_.failing_since = one.at;
    const auto failing =
        std::chrono::nanoseconds(one.at.nanoseconds - judgement_.failing_since->nanoseconds);
    if (verdict == Verdict::gone) judgement_.disable = "gone";
    else if (failing >= kPatience) judgement_.disable = "failing";
    postpone(one);
  }

  void postpone(const Tried& one) {
    const auto tries = one.row->tries + 1;
    const auto pause = pause_after(tries, one.reply, random_number());
    std::optional<Timestamp> next_at;
    if (pause) next_at = Timestamp{now_.nanoseconds + pause->count()};
    else ++given_up_;
    work_.later(kPostpone, line_.endpoint, one.row->sequence, pause ? "waiting" : "failed", tries,
                next_at.value_or(now_));
    columns_.add(one, false, next_at);
    // Behind an ordered endpoint's head nothing moves.
    auto until = slow_down(one.reply).value_or(std::chrono::nanoseconds{0});
    if (one.row->ordered && pause) until = std::max(until, *pause);
    if (until.count() > 0)
      judgement_.paused_until =
          std::max(judgement_.paused_until, Timestamp{now_.nanoseconds + until.count()});
  }

  void disable(const std::string& url) {
    work_.later(kDisableEndpoint, line_.endpoint, *judgement_.disable, now_);
    const EndpointId id{line_.endpoint};
    work_.later(store::kEmit, clock::new_uuid(now_), "webhooks/endpoints/" + id.str(),
                EndpointDisabled::kEventType, EndpointDisabled::kEventVersion,
                api::to_json(EndpointDisabled{id, url, *judgement_.disable}), now_);
    work_.later(store::kAudit, clock::new_uuid(now_), now_, "webhooks", "system",
                "webhooks.endpoints.disable", "none", id.str(), "done",
                R"({"reason":")" + *judgement_.disable + R"("})");
  }

  const Workshop& shop_;
  const LineName line_;
  store::UnitOfWork& work_;
  const Timestamp now_;
  AttemptColumns columns_;
  std::vector<std::int64_t> delivered_;
  std::uint64_t given_up_ = 0;
  Judgement judgement_;
};

}  // namespace

Task<bool> record_batch(const Workshop& shop, LineName name, std::span<const Tried> tried) {
  store::UnitOfWork work(shop.app, name.tenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  Recorder recorder(shop, name, work);
  const bool more = recorder.record(tried);
  co_await work.commit();
  recorder.count();
  co_return more;
}

}  // namespace sangam::suites::platform::webhooks
