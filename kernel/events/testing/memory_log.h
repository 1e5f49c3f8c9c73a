#pragma once

// An event log in memory: the second subject of the conformance suite, which shows that the suite
// asks for nothing that only PostgreSQL has.

#include <algorithm>
#include <map>

#include "kernel/events/event_log.h"

namespace sangam::events::testing {

class MemoryLog final : public EventLog {
 public:
  void append(Event event) {
    event.position = static_cast<std::int64_t>(events_.size()) + 1;
    events_.push_back(std::move(event));
  }

  Task<Extent> extent() override { co_return Extent{1, static_cast<std::int64_t>(events_.size())}; }

  Task<std::vector<Event>> read(Selection selection, std::int64_t after, std::int64_t up_to,
                                std::int32_t limit) override {
    std::vector<Event> found;
    for (const auto& event : events_)
      if (event.position > after && event.position <= up_to && selected(selection, event) &&
          found.size() < static_cast<std::size_t>(limit))
        found.push_back(event);
    co_return found;
  }
  Task<Standing> join(std::string consumer) override {
    co_return Standing{positions_[consumer], 0};
  }
  Task<void> save(std::string consumer, std::int64_t position) override {
    auto& saved = positions_[consumer];
    saved = std::max(saved, position);
    co_return;
  }

 private:
  static bool selected(const Selection& wanted, const Event& event) {
    const bool type =
        wanted.types.empty() || std::ranges::find(wanted.types, event.type) != wanted.types.end();
    return type && event.tenant_id == wanted.tenant.value_or(event.tenant_id) &&
           event.stream == wanted.stream.value_or(event.stream) &&
           event.occurred_at >= wanted.from.value_or(event.occurred_at) &&
           (!wanted.to || event.occurred_at < *wanted.to);
  }

  std::vector<Event> events_;
  std::map<std::string, std::int64_t> positions_;
};

}  // namespace sangam::events::testing
