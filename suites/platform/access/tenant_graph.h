#pragma once

// TenantGraph: the relations of one tenant in memory, as of some version.

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>

#include "base/timestamp.h"
#include "engines/authorization/graph.h"

namespace sangam::suites::platform::access {

// A graph that is being filled: the rows of the tenant are read in order of their tuples.
struct GraphLoad {
  std::unique_ptr<authorization::Graph> graph;
  std::int64_t version = 0;  // of the tenant when it began
  std::string after;         // the last tuple that is in
};

// Any thread. Shared by the calls that use it and the cache, so that one that is put out of the
// cache lives on as long as somebody asks it.
class TenantGraph {
 public:
  // Runs `ask(const Graph&)` while nobody changes the graph. It must be there.
  template <class Ask>
  auto read(Ask ask) const {
    const std::shared_lock lock(mutex_);
    return ask(std::as_const(*graph_));
  }
  // Runs `change(Graph&)` alone, after which the graph is of `version`.
  template <class Change>
  void write(std::int64_t version, Change change) {
    const std::unique_lock lock(mutex_);
    change(*graph_);
    version_ = version;
  }
  void replace(std::unique_ptr<authorization::Graph> graph, std::int64_t version);

  bool loaded() const;
  std::int64_t version() const;
  std::size_t size() const;

  // One call at a time brings it up to date; false when another is at it.
  bool take();
  void give_back();
  // That a version is committed: what is older must be brought up to date before it is asked.
  void want(std::int64_t version);
  // Whether it is as new as known here, and was compared with the database since `trusted_since`.
  bool is_current(Timestamp trusted_since) const;
  void compared(Timestamp at);

  // Only the call that took it touches this.
  GraphLoad load;

 private:
  mutable std::shared_mutex mutex_;
  std::unique_ptr<authorization::Graph> graph_;
  std::int64_t version_ = -1;
  std::int64_t wanted_ = -1;
  Timestamp compared_at_{};
  bool taken_ = false;
};

using TenantGraphPointer = std::shared_ptr<TenantGraph>;

}  // namespace sangam::suites::platform::access
