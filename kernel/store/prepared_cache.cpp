#include "kernel/store/prepared_cache.h"

#include <algorithm>

namespace sangam::store {

PreparedCache::Use PreparedCache::use(std::string_view sql) {
  if (const auto found = entries_.find(sql); found != entries_.end()) {
    order_.splice(order_.begin(), order_, found->second);
    return {found->second->name, false, std::nullopt};
  }
  std::optional<std::string> evicted;
  if (entries_.size() >= limit_) {
    evicted = std::move(order_.back().name);
    entries_.erase(order_.back().sql);
    order_.pop_back();
  }
  order_.push_front({std::string(sql), "s" + std::to_string(next_++)});
  entries_.emplace(order_.front().sql, order_.begin());
  return {order_.front().name, true, std::move(evicted)};
}

void PreparedCache::forget(std::string_view name) {
  const auto entry = std::ranges::find(order_, name, &Entry::name);
  if (entry == order_.end()) return;
  entries_.erase(entry->sql);
  order_.erase(entry);
}

}  // namespace sangam::store
