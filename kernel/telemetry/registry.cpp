#include "kernel/telemetry/registry.h"

#include <algorithm>
#include <list>
#include <map>
#include <variant>

#include "base/assert.h"

namespace sangam::telemetry {

namespace {

using Instrument =
    std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>>;

struct InstrumentFamily {
  std::string help;
  std::map<Labels, Instrument> series;
};

bool same_names(const Labels& a, const Labels& b) {
  return std::ranges::equal(a, b, {}, &Labels::value_type::first, &Labels::value_type::first);
}

}  // namespace

struct Registry::State {
  mutable std::mutex mutex;
  std::map<std::string, InstrumentFamily, std::less<>> families;
  mutable std::mutex sources_mutex;
  std::list<Source> sources;

  template <class T>
  T& get(std::string_view name, std::string_view help, Labels labels);
};

template <class T>
T& Registry::State::get(std::string_view name, std::string_view help, Labels labels) {
  const std::lock_guard lock(mutex);
  auto found = families.find(name);
  if (found == families.end()) found = families.emplace(name, InstrumentFamily{}).first;
  auto& family = found->second;
  if (family.help.empty()) family.help = help;
  SANGAM_ASSERT(family.series.empty() || same_names(family.series.begin()->first, labels));
  if (family.series.size() >= kSeriesMost && !family.series.contains(labels))
    for (auto& label : labels)
      label.second = "other";
  auto [series, fresh] = family.series.try_emplace(std::move(labels));
  if (fresh) series->second = std::make_unique<T>();
  auto* instrument = std::get_if<std::unique_ptr<T>>(&series->second);
  SANGAM_ASSERT(instrument != nullptr);
  return **instrument;
}

Registry::Registry() : state_(std::make_shared<State>()) {}
Registry::~Registry() = default;

Counter& Registry::counter(std::string_view name, std::string_view help, Labels labels) {
  SANGAM_ASSERT(name.ends_with("_total"));
  return state_->get<Counter>(name, help, std::move(labels));
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, Labels labels) {
  return state_->get<Gauge>(name, help, std::move(labels));
}

Histogram& Registry::histogram(std::string_view name, std::string_view help, Labels labels) {
  return state_->get<Histogram>(name, help, std::move(labels));
}

std::shared_ptr<void> Registry::add_source(Source source) {
  const std::lock_guard lock(state_->sources_mutex);
  const auto place = state_->sources.insert(state_->sources.end(), std::move(source));
  // The deleter keeps the state, and so the list that `place` points into.
  return {&*place, [state = state_, place](void*) {
            const std::lock_guard lock(state->sources_mutex);
            state->sources.erase(place);
          }};
}

Snapshot Registry::collect() const {
  Snapshot snapshot;
  {
    const std::lock_guard lock(state_->mutex);
    for (const auto& [name, family] : state_->families)
      for (const auto& [labels, instrument] : family.series) {
        if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&instrument))
          snapshot.counter(name, family.help, static_cast<double>((*counter)->value()), labels);
        else if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&instrument))
          snapshot.gauge(name, family.help, static_cast<double>((*gauge)->value()), labels);
        else
          snapshot.histogram(name, family.help,
                             std::get<std::unique_ptr<Histogram>>(instrument)->counts(), labels);
      }
  }
  const std::lock_guard lock(state_->sources_mutex);
  for (const auto& source : state_->sources)
    source(snapshot);
  return snapshot;
}

// Never destroyed: threads that end late may still record.
Registry& registry() {
  static Registry& only = *new Registry;
  return only;
}

}  // namespace sangam::telemetry
