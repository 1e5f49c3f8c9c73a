#pragma once

// Registry: all metrics of the process, by name. Instruments are asked for once, at start, and kept
// by whoever records; what is counted elsewhere already (sockets, lanes, the relay) is read by a
// source when somebody looks.

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "kernel/telemetry/snapshot.h"

namespace sangam::telemetry {

// Series of one name. What is asked for beyond them is counted together under the label value
// "other", so that no caller's input can grow the memory of the process.
inline constexpr std::size_t kSeriesMost = 2'000;

// Any thread. Instruments live as long as the registry.
class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // The one of that name and labels, made when it is new. All of a name share type and label names
  // (asserted). O(log series), under a lock: not for the path of a request.
  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, Labels labels = {});

  // Adds its values to every snapshot until the returned object is destroyed, which waits for a
  // call under way. Called on the thread that takes the snapshot, one at a time.
  using Source = std::function<void(Snapshot&)>;
  [[nodiscard]] std::shared_ptr<void> add_source(Source source);

  Snapshot collect() const;

 private:
  struct State;
  // Shared with the sources' owners, who may outlive the registry in tests.
  std::shared_ptr<State> state_;
};

// The registry of the process, behind /metrics.
Registry& registry();

}  // namespace sangam::telemetry
