#include "suites/platform/limits/admission.h"

#include "base/assert.h"
#include "base/error.h"
#include "kernel/gateway/limits/rate_limit_fields.h"
#include "suites/platform/limits/refusals.h"

namespace sangam::suites::platform::limits {

namespace {

using gates::Level;

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

}  // namespace

bool takes_turns(const api::AdmissionQuestion& question) noexcept {
  const auto kind = question.operation.kind;
  return question.identity != nullptr && question.identity->tenant &&
         (kind == api::Kind::query || kind == api::Kind::command);
}

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
