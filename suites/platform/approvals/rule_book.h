#pragma once

// RuleBook: the rules of tenants, compiled and remembered for a few seconds, or until anything is
// revoked anywhere: a change of rules leaves a revocation of its tenant, so every process follows
// within a second.

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "kernel/api/call.h"
#include "suites/platform/approvals/condition.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform::approvals {

struct Rule {
  std::string operation;
  Condition condition;
  bool removed = false;  // lately: what was asked under it may still be done
};
using Rules = std::vector<Rule>;  // by operation

// Any thread.
class RuleBook {
 public:
  static constexpr std::int64_t kTrustNanoseconds = 5 * kNanosecondsPerSecond;
  // How long a removed rule is known: as long as what waits, and a day of keys longer.
  static constexpr std::int64_t kRemovedNanoseconds = 8LL * 86'400 * kNanosecondsPerSecond;
  // More tenants than this, and all are read anew.
  static constexpr std::size_t kTenantsMost = 4'096;

  explicit RuleBook(const IdentityCache& cache) : cache_(cache) {}

  // Of the caller's tenant; without waiting when they are remembered.
  Task<std::shared_ptr<const Rules>> of(const api::Call& call);

 private:
  struct Entry {
    std::shared_ptr<const Rules> rules;
    Timestamp trusted_until;
  };
  std::shared_ptr<const Rules> known(std::int32_t tenant, Timestamp now);

  const IdentityCache& cache_;
  std::mutex mutex_;
  std::uint64_t epoch_ = 0;
  std::unordered_map<std::int32_t, Entry> rules_;
};

}  // namespace sangam::suites::platform::approvals
