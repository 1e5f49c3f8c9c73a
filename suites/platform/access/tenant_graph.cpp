#include "suites/platform/access/tenant_graph.h"

#include <algorithm>

namespace sangam::suites::platform::access {

void TenantGraph::replace(std::unique_ptr<authorization::Graph> graph, std::int64_t version) {
  const std::unique_lock lock(mutex_);
  std::swap(graph_, graph);
  version_ = version;
}

bool TenantGraph::loaded() const {
  const std::shared_lock lock(mutex_);
  return graph_ != nullptr;
}

std::int64_t TenantGraph::version() const {
  const std::shared_lock lock(mutex_);
  return version_;
}

std::size_t TenantGraph::size() const {
  const std::shared_lock lock(mutex_);
  return graph_ ? graph_->size() : 0;
}

bool TenantGraph::take() {
  const std::unique_lock lock(mutex_);
  return !std::exchange(taken_, true);
}

void TenantGraph::give_back() {
  const std::unique_lock lock(mutex_);
  taken_ = false;
}

void TenantGraph::want(std::int64_t version) {
  const std::unique_lock lock(mutex_);
  wanted_ = std::max(wanted_, version);
}

bool TenantGraph::is_current(Timestamp trusted_since) const {
  const std::shared_lock lock(mutex_);
  return graph_ && version_ >= wanted_ && compared_at_ >= trusted_since;
}

void TenantGraph::compared(Timestamp at) {
  const std::unique_lock lock(mutex_);
  compared_at_ = at;
}

}  // namespace sangam::suites::platform::access
