#include "suites/platform/approvals/rule_book.h"

#include "suites/platform/approvals/statements.h"

namespace sangam::suites::platform::approvals {

namespace {

struct BookRow {
  std::string operation;
  std::string condition;
  bool removed = false;
};
SANGAM_DESCRIBE(BookRow, (operation, ""), (condition, ""), (removed, ""))

}  // namespace

std::shared_ptr<const Rules> RuleBook::known(std::int32_t tenant, Timestamp now) {
  const auto epoch = cache_.epoch();
  const std::lock_guard lock(mutex_);
  if (epoch != std::exchange(epoch_, epoch)) rules_.clear();
  const auto found = rules_.find(tenant);
  if (found == rules_.end() || found->second.trusted_until < now) return nullptr;
  return found->second.rules;
}

Task<std::shared_ptr<const Rules>> RuleBook::of(const api::Call& call) {
  const auto tenant = call.tenant().number;
  const auto now = call.system_time();
  if (auto rules = known(tenant, now)) co_return rules;
  const auto epoch = cache_.epoch();
  store::UnitOfWork work(*call.pools().app, tenant, call.deadline(), store::Mode::read_only);
  work.record_in(call.trace());
  auto read = std::make_shared<Rules>();
  const Timestamp since{now.nanoseconds - kRemovedNanoseconds};
  for (const auto& row : co_await work.rows<BookRow>(kReadRuleBook, since))
    read->push_back({row.operation, Condition::compile(row.condition, "/condition"), row.removed});
  const std::lock_guard lock(mutex_);
  // What was read before a revocation is not kept after it.
  if (epoch == epoch_) {
    if (rules_.size() >= kTenantsMost) rules_.clear();
    rules_[tenant] = {read, {now.nanoseconds + kTrustNanoseconds}};
  }
  co_return read;
}

}  // namespace sangam::suites::platform::approvals
