#include "suites/platform/limits/limit_book.h"

#include <cstring>

namespace sangam::suites::platform::limits {

namespace {

std::uint64_t next_id() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

// The copy of a thread.
struct OwnPages {
  std::uint64_t book = 0;
  std::uint64_t version = 0;
  std::shared_ptr<const LimitPages> pages;
};

template <class T>
const std::optional<T>& first_of(const std::optional<T>& tenant, const std::optional<T>& plan) {
  return tenant ? tenant : plan;
}

}  // namespace

// Of random bits, so any of them will do.
std::size_t UuidHash::operator()(const Uuid& id) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, id.bytes.data() + 8, sizeof hash);
  return hash;
}

const Allowed& LimitPages::of(std::int32_t tenant) const noexcept {
  const auto found = tenants.find(tenant);
  return found == tenants.end() ? of_all : found->second;
}

gates::Rate LimitPages::of_key(const Allowed& allowed, const Uuid& key) const noexcept {
  const auto of_plan = allowed.rate(LimitKind::key);
  const auto found = keys.find(key);
  if (found == keys.end() || is_stricter(of_plan, found->second)) return of_plan;
  return found->second;
}

LimitBook::LimitBook() : id_(next_id()), pages_(std::make_shared<LimitPages>()) {}

std::shared_ptr<const LimitPages> LimitBook::current() const {
  const std::lock_guard lock(mutex_);
  return pages_;
}

const LimitPages& LimitBook::pages() const {
  thread_local OwnPages own;
  const auto version = version_.load(std::memory_order_acquire);
  if (own.book != id_ || own.version != version) own = {id_, version, current()};
  return *own.pages;
}

void LimitBook::replace(std::shared_ptr<const LimitPages> pages) {
  {
    const std::lock_guard lock(mutex_);
    pages_ = std::move(pages);
  }
  version_.fetch_add(1, std::memory_order_release);
}

std::shared_ptr<MonthCount> LimitBook::month_of(std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  auto& month = months_[tenant];
  if (!month) month = std::make_shared<MonthCount>();
  return month;
}

std::vector<std::pair<std::int32_t, std::shared_ptr<MonthCount>>> LimitBook::months() const {
  const std::lock_guard lock(mutex_);
  return {months_.begin(), months_.end()};
}

void LimitBook::forget_months() {
  const std::lock_guard lock(mutex_);
  months_.clear();
}

Allowed allowed(std::string plan, const LimitSettings& of_plan, const LimitSettings& of_tenant) {
  Allowed all;
  all.plan = std::move(plan);
  const std::optional<RateSetting> LimitSettings::* const members[] = {
      &LimitSettings::tenant, &LimitSettings::read, &LimitSettings::write,
      &LimitSettings::bulk,   &LimitSettings::user, &LimitSettings::key};
  for (std::size_t i = 0; i < all.rates.size(); ++i)
    if (const auto& rate = first_of(of_tenant.*members[i], of_plan.*members[i]))
      all.rates[i] = rate->rate();
  if (const auto& at_work = first_of(of_tenant.at_work, of_plan.at_work))
    all.at_work = static_cast<std::uint32_t>(at_work->value);
  if (const auto& calls = first_of(of_tenant.calls_a_month, of_plan.calls_a_month))
    all.calls_a_month = calls->value;
  return all;
}

}  // namespace sangam::suites::platform::limits
