#include "suites/platform/limits/admission.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/gateway/limits/rate_limit_fields.h"
#include "suites/platform/usage/days.h"

namespace sangam::suites::platform::limits {

namespace {

using gates::Level;

constexpr int kShedRetrySeconds = 2;
constexpr std::int64_t kSecond = kNanosecondsPerSecond;

std::int64_t seconds_up(std::int64_t nanoseconds) { return (nanoseconds + kSecond - 1) / kSecond; }

TurnedAwayBy reason_of(Level level) {
  switch (level) {
    case Level::address:
      return TurnedAwayBy::address;
    case Level::tenant:
      return TurnedAwayBy::tenant;
    case Level::operation_class:
      return TurnedAwayBy::operation_class;
    case Level::user:
      return TurnedAwayBy::user;
    case Level::key:
      return TurnedAwayBy::key;
  }
  return TurnedAwayBy::tenant;
}

std::string_view whose(Level level) {
  switch (level) {
    case Level::address:
      return "your network address";
    case Level::tenant:
      return "your tenant";
    case Level::operation_class:
      return "operations of this class in your tenant";
    case Level::user:
      return "you";
    case Level::key:
      return "this API key";
  }
  return "you";
}

Error too_many(const gates::Claim& claim, std::int64_t wait_nanoseconds) {
  const auto seconds = std::max<std::int64_t>(seconds_up(wait_nanoseconds), 1);
  const auto rate = fmt::format("{} requests in {} s", claim.rate.quota, claim.rate.window_seconds);
  Error error{Code::too_many_requests,
              fmt::format("That was too much: {} may make {}. Try again in {} s.",
                          whose(claim.level), rate, seconds),
              {{"", std::string(name_of(claim.level)), rate}}};
  error.retry_after_seconds = static_cast<int>(seconds);
  return error;
}

Error overloaded(int level) {
  Error error{Code::unavailable,
              "The server has more to do than it can: requests of this kind are turned away for"
              " now.",
              {{"", "load", fmt::format("level {} of {}", level, gates::Shedder::kLevelsMost)}}};
  error.retry_after_seconds = kShedRetrySeconds;
  return error;
}

Error line_full() {
  Error error{Code::too_many_requests,
              "Too many calls of your tenant wait for their turn already.",
              {{"", "at_work", "the line is full"}}};
  error.retry_after_seconds = 1;
  return error;
}

Error waited_too_long() {
  Error error{Code::unavailable,
              "The call's turn did not come in time.",
              {{"", "at_work", "it waited until its deadline"}}};
  error.retry_after_seconds = 1;
  return error;
}

// The first of the next month.
Timestamp next_month(Timestamp now) {
  const auto first = usage::month_of(usage::day_of(now));
  return {usage::month_of({first.days + 31}).days * usage::kDayNanoseconds};
}

Error month_used_up(std::int64_t most) {
  const auto now = clock::system_now();
  Error error{Code::quota_exceeded,
              fmt::format("Your plan allows {} calls a month, and they are used up.", most),
              {{"", "calls_a_month", fmt::format("{} of {} are used", most, most)}}};
  error.retry_after_seconds =
      static_cast<int>(seconds_up(next_month(now).nanoseconds - now.nanoseconds));
  return error;
}

// Those whose turns are counted: what works in a unit of work on one of the loop's sessions. Lanes
// take turns of their own, streams last, and processes wait for others.
bool takes_turns(const api::AdmissionQuestion& question) {
  const auto kind = question.operation.kind;
  return question.identity != nullptr && question.identity->tenant &&
         (kind == api::Kind::query || kind == api::Kind::command);
}

}  // namespace

LimitAdmission::LimitAdmission(runtime::LoopGroup& loops, LimitBook& book, gates::Limiter& limiter,
                               gates::GateSettings settings)
    : book_(book), limiter_(limiter) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    loops_.push_back(std::make_unique<OfLoop>(loops.loop(i), settings));
}

LimitAdmission::OfLoop& LimitAdmission::of(const runtime::EventLoop& loop) {
  for (const auto& each : loops_)
    if (each->loop == &loop) return *each;
  SANGAM_ASSERT(false);
}

void LimitAdmission::count(TurnedAwayBy reason) noexcept {
  turned_away_[static_cast<std::size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
}

std::uint64_t LimitAdmission::turned_away(TurnedAwayBy reason) const noexcept {
  return turned_away_[static_cast<std::size_t>(reason)].load(std::memory_order_relaxed);
}

void LimitAdmission::require_capacity(const api::AdmissionQuestion& question) {
  const int level = shedding();
  if (level == 0 || !sheds(level, worth_of(question.operation, question.identity))) return;
  count(TurnedAwayBy::load);
  throw overloaded(level);
}

void LimitAdmission::require_month(const api::Identity& identity, const Allowed& allowed) {
  if (!allowed.calls_a_month) return;
  const auto month = book_.month_of(identity.tenant->number);
  if (month->total() >= *allowed.calls_a_month) {
    count(TurnedAwayBy::calls_a_month);
    throw month_used_up(*allowed.calls_a_month);
  }
  month->since.fetch_add(1, std::memory_order_relaxed);
}

gates::Claims LimitAdmission::claims(const LimitPages& pages,
                                     const api::AdmissionQuestion& question, std::int64_t now) {
  const auto* identity = question.identity;
  if (identity == nullptr || !identity->tenant)
    return claims_of_address(limiter_, pages, question.remote_address, now);
  // Who helps is not kept out by who floods.
  if (identity->tenant->number == api::kPlatformTenant) return {};
  return claims_of(limiter_, pages, *identity, class_of(question.operation.kind), now);
}

bool LimitAdmission::admit_now(const api::AdmissionQuestion& question, api::AdmissionNotes& notes) {
  require_capacity(question);
  const auto& pages = book_.pages();
  if (!pages.says_anything) return true;
  const auto now = runtime::monotonic_nanoseconds();
  const auto all = claims(pages, question, now);
  const auto verdict = limiter_.decide(all, now);
  if (!verdict) return false;
  conclude(all, *verdict, notes, now);
  if (question.identity != nullptr && question.identity->tenant)
    require_month(*question.identity, pages.of(question.identity->tenant->number));
  return true;
}

Task<void> LimitAdmission::admit(api::AdmissionQuestion question, api::AdmissionNotes& notes) {
  const auto all = claims(book_.pages(), question, runtime::monotonic_nanoseconds());
  const auto verdict = co_await limiter_.wait(all, question.loop);
  conclude(all, verdict, notes, runtime::monotonic_nanoseconds());
  if (question.identity != nullptr && question.identity->tenant)
    require_month(*question.identity, book_.pages().of(question.identity->tenant->number));
}

void LimitAdmission::conclude(const gates::Claims& claims, const gates::Verdict& verdict,
                              api::AdmissionNotes& notes, std::int64_t now) {
  if (claims.count == 0) return;
  std::array<gates::ShownLimit, gates::kClaimsMost> shown;
  const bool leased = claims.shared && limiter_.shares();
  for (std::size_t i = 0; i < claims.count; ++i) {
    const auto& claim = claims.list[i];
    const auto left =
        std::min<std::int64_t>(gates::Limiter::tokens_left(claim, leased, now), claim.rate.quota);
    shown[i] = {name_of(claim.level), claim.rate, left,
                seconds_up((claim.rate.quota - left) * claim.rate.interval())};
  }
  const std::span limits(shown.data(), claims.count);
  append_policies(limits, notes.policy);
  append_limits(limits, verdict.alone, notes.limit);
  if (!verdict.refusal) return;
  const auto& claim = claims.list[verdict.refusal->claim];
  count(reason_of(claim.level));
  throw too_many(claim, verdict.refusal->wait_nanoseconds);
}

void LimitAdmission::require_lookup(std::string_view remote_address) {
  const auto& pages = book_.pages();
  if (!pages.address.limits()) return;
  const auto now = runtime::monotonic_nanoseconds();
  const auto all = claims_of_address(limiter_, pages, remote_address, now);
  const auto& claim = all.list[0];
  const auto wait = wait_of(claim.bucket->full_at.load(std::memory_order_relaxed), claim.rate, now);
  if (wait == 0) return;
  count(TurnedAwayBy::address);
  throw too_many(claim, wait);
}

void LimitAdmission::count_failure(std::string_view remote_address) noexcept {
  const auto now = runtime::monotonic_nanoseconds();
  const auto all = claims_of_address(limiter_, book_.pages(), remote_address, now);
  static_cast<void>(limiter_.decide(all, now));
}

std::optional<api::WorkPlace> LimitAdmission::enter_now(const api::AdmissionQuestion& question) {
  if (!takes_turns(question)) return api::WorkPlace();
  const auto tenant = question.identity->tenant->number;
  const auto& pages = book_.pages();
  if (!of(question.loop).gate.enter_now(tenant, pages.of(tenant).at_work)) return std::nullopt;
  return api::WorkPlace(*this, question.loop, tenant);
}

Task<api::WorkPlace> LimitAdmission::enter(api::AdmissionQuestion question,
                                           runtime::Deadline deadline) {
  const auto tenant = question.identity->tenant->number;
  const auto most = book_.pages().of(tenant).at_work;
  switch (co_await of(question.loop).gate.enter(tenant, most, deadline)) {
    case WorkGate::Entry::entered:
      break;
    case WorkGate::Entry::full:
      count(TurnedAwayBy::queue_full);
      throw line_full();
    case WorkGate::Entry::too_late:
      count(TurnedAwayBy::waited_too_long);
      throw waited_too_long();
  }
  co_return api::WorkPlace(*this, question.loop, tenant);
}

void LimitAdmission::leave(const runtime::EventLoop& loop, std::int32_t tenant) noexcept {
  of(loop).gate.leave(tenant);
}

void LimitAdmission::look_at_gates() {
  for (const auto& each : loops_)
    each->loop->post([&each = *each] {
      each.at_work = each.gate.at_work();
      each.waiting = each.gate.waiting();
    });
}

std::int64_t LimitAdmission::at_work() const noexcept {
  std::int64_t sum = 0;
  for (const auto& each : loops_)
    sum += each->at_work.load(std::memory_order_relaxed);
  return sum;
}

std::int64_t LimitAdmission::waiting() const noexcept {
  std::int64_t sum = 0;
  for (const auto& each : loops_)
    sum += each->waiting.load(std::memory_order_relaxed);
  return sum;
}

}  // namespace sangam::suites::platform::limits
