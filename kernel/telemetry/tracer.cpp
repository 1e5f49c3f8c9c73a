#include "kernel/telemetry/tracer.h"

#include <algorithm>

#include "kernel/telemetry/registry.h"

namespace sangam::telemetry {

namespace {

constexpr int kFirstFailure = 500;

Counter& kept_counter(TraceClass kept_as) {
  static const auto make = [](const char* kept) -> Counter& {
    return registry().counter("sangam_traces_kept_total", "Traces kept in memory, and why",
                              {{"class", kept}});
  };
  static Counter* const counters[] = {&make("ordinary"), &make("slow"), &make("failed")};
  return *counters[static_cast<std::size_t>(kept_as)];
}

FinishedTracePointer finished(const Trace& trace, int status, std::int64_t ended,
                              TraceClass kept_as) {
  return std::make_shared<const FinishedTrace>(FinishedTrace{
      .id = trace.id(),
      .root = trace.root(),
      .parent = trace.parent(),
      .tracestate = trace.tracestate(),
      .request_id = trace.request_id(),
      .operation = trace.operation().empty() ? "none" : std::string(trace.operation()),
      .tenant = trace.tenant(),
      .status = status,
      .kind = trace.kind(),
      .started_at = trace.started_at(),
      .started = trace.started(),
      .ended = ended,
      .kept_as = kept_as,
      .spans = trace.spans(),
      .dropped_spans = trace.dropped()});
}

}  // namespace

void Tracer::configure(const TracerSettings& settings) noexcept {
  const double ratio = std::clamp(settings.ratio, 0.0, 1.0);
  // One more than the mask at 1, so that every id is below it.
  threshold_ = static_cast<std::uint64_t>(ratio * static_cast<double>(kRandomBits + 1));
  follow_parent_ = settings.follow_parent;
  slow_ = settings.slow_nanoseconds;
  ordinary_a_second_ = settings.ordinary_a_second;
  ordinary_left_ = settings.ordinary_a_second;
}

void Tracer::finish(const Trace& trace, int status, std::int64_t ended) {
  keep(trace, {.status = status,
               .failed = status >= kFirstFailure,
               .slow = ended - trace.started() >= slow_nanoseconds(),
               .at = ended});
}

void Tracer::finish_work(const Trace& trace, bool failed, std::int64_t ended) {
  keep(trace, {.failed = failed, .at = ended});
}

void Tracer::keep(const Trace& trace, const End& end) {
  const bool wanted = end.failed || end.slow || trace.sampled();
  // Probes, files and paths that do not exist are no operation: kept only for a reason.
  if (!wanted &&
      (trace.operation().empty() || ordinary_left_.load(std::memory_order_relaxed) <= 0 ||
       ordinary_left_.fetch_sub(1, std::memory_order_relaxed) <= 0))
    return;
  const auto kept_as = end.failed ? TraceClass::failed
                       : end.slow ? TraceClass::slow
                                  : TraceClass::ordinary;
  kept_counter(kept_as).add();
  const auto kept = finished(trace, end.status, end.at, kept_as);
  recent_.add(kept);
  if (!wanted) return;
  const std::lock_guard lock(exporter_mutex_);
  if (exporter_) exporter_(kept);
}

void Tracer::export_to(Exporter exporter) {
  const std::lock_guard lock(exporter_mutex_);
  exporter_ = std::move(exporter);
}

void Tracer::tick() noexcept { ordinary_left_ = ordinary_a_second_.load(); }

// Never destroyed: requests may end late.
Tracer& tracer() {
  static Tracer& only = *new Tracer;
  return only;
}

}  // namespace sangam::telemetry
