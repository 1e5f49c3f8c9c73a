#include "apps/sangam/observation.h"

#include <fmt/format.h>

#include <atomic>
#include <optional>

#include "apps/sangam/health_parts.h"
#include "apps/sangam/server_metrics.h"
#include "apps/sangam/trace_delivery.h"
#include "kernel/audit/sealer.h"
#include "kernel/clock/clock.h"
#include "kernel/events/event_service.h"
#include "kernel/http/server.h"
#include "kernel/http/tls/tls_layer.h"
#include "kernel/jobs/job_service.h"
#include "kernel/lane/lane_group.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/exchange_record.h"
#include "kernel/store/pool.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/process_metrics.h"
#include "kernel/telemetry/pulse.h"
#include "kernel/telemetry/trace_exporter.h"
#include "kernel/telemetry/tracer.h"
#include "suites/platform/limits/limit_service.h"

namespace sangam::apps {

namespace {

constexpr std::chrono::seconds kProbePatience{2};
constexpr std::uint64_t kProbeDatabaseEvery = 2;  // beats

double number(const auto& value) { return static_cast<double>(value); }

std::int64_t nanoseconds(std::int64_t milliseconds) {
  return milliseconds * kNanosecondsPerMillisecond;
}

// A pool's figures, copied on its loop and read by whoever looks.
struct PoolFigures {
  std::atomic<std::uint64_t> open{0};
  std::atomic<std::uint64_t> idle{0};
  std::atomic<std::uint64_t> waiting{0};
  std::atomic<std::uint64_t> opened{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> exchanges{0};

  void copy(const store::Pool& pool) {
    const auto health = pool.health();
    open = health.open;
    idle = health.idle;
    waiting = health.waiting;
    opened = health.opened;
    refused = health.refused;
    exchanges = health.exchanges;
  }
};

struct LoopFigures {
  PoolFigures app;
  PoolFigures auth;
};

void describe_pool(const PoolFigures& pool, const telemetry::Labels& labels,
                   telemetry::Snapshot& out) {
  auto of_state = [&](const char* state, std::uint64_t value) {
    auto with_state = labels;
    with_state.emplace_back("state", state);
    out.gauge("sangam_store_pool_sessions", "Sessions with the database", number(value),
              std::move(with_state));
  };
  of_state("idle", pool.idle);
  of_state("busy", pool.open - std::min(pool.open.load(), pool.idle.load()));
  out.gauge("sangam_store_pool_waiting", "Requests that wait for a session",
            number(pool.waiting.load()), labels);
  out.counter("sangam_store_pool_opened_total", "Sessions opened", number(pool.opened.load()),
              labels);
  out.counter("sangam_store_pool_refused_total", "Requests that got no session",
              number(pool.refused.load()), labels);
  out.counter("sangam_store_exchanges_total", "Exchanges with the database",
              number(pool.exchanges.load()), labels);
}

}  // namespace

void apply(const ObservationSettings& settings) {
  if (settings.trace_ratio < 0 || settings.trace_ratio > 1)
    throw Error{Code::invalid, "The share of traces is between 0 and 1."};
  if (settings.slow_request_ms < 0 || settings.slow_query_ms < 0)
    throw Error{Code::invalid, "What is slow takes no negative time."};
  telemetry::tracer().configure(
      {.ratio = settings.trace_ratio, .slow_nanoseconds = nanoseconds(settings.slow_request_ms)});
  store::set_slow_exchange(nanoseconds(settings.slow_query_ms));
}

struct Observation::State {
  State(telemetry::Observatory& observatory, Watched given)
      : observatory(observatory), watched(std::move(given)), loops(watched.loops.size()) {}

  telemetry::Observatory& observatory;
  Watched watched;
  std::vector<LoopFigures> loops;
  DatabaseProbe database;
  telemetry::Histogram& loop_lag = telemetry::registry().histogram(
      "sangam_loop_lag_seconds", "Time from posting work to an event loop until it runs");
  std::shared_ptr<void> source;
  std::optional<TraceDelivery> delivery;
  std::unique_ptr<telemetry::TraceExporter> exporter;
  std::optional<telemetry::Pulse> pulse;

  void describe(telemetry::Snapshot& out) const;
  void beat(std::uint64_t number);
  void probe_loop(std::size_t index, std::int64_t posted);
};

void Observation::State::describe(telemetry::Snapshot& out) const {
  telemetry::describe_process(out);
  out.gauge("sangam_store_full", "1 while writes are refused because the disk is full",
            store::has_room() ? 0 : 1);
  describe_http(watched.http, out);
  describe_lanes(watched.lanes, out);
  watched.events.describe(out);
  watched.services(out);
  for (std::size_t i = 0; i < loops.size(); ++i) {
    const auto loop = std::to_string(i);
    describe_pool(loops[i].app, {{"loop", loop}, {"role", "app"}}, out);
    describe_pool(loops[i].auth, {{"loop", loop}, {"role", "auth"}}, out);
  }
  if (!exporter) return;
  delivery->describe(out);
  const auto counts = exporter->counts();
  out.counter("sangam_traces_exported_total", "Traces taken by the collector",
              number(counts.exported));
  out.counter("sangam_traces_dropped_total", "Traces that the collector did not take in time",
              number(counts.dropped));
  out.gauge("sangam_traces_waiting", "Traces that wait for the collector", number(counts.waiting));
}

void Observation::State::beat(std::uint64_t number) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    watched.loops.loop(i).post(
        [this, i, posted = runtime::monotonic_nanoseconds()] { probe_loop(i, posted); });
  if (number % kProbeDatabaseEvery == 0) {
    auto& loop = watched.loops.loop(0);
    database.begin(loop, *watched.pools(loop).auth, kProbePatience);
  }
  if (watched.tls) watched.tls->look();
  observatory.beat(number, clock::system_now());
}

void Observation::State::probe_loop(std::size_t index, std::int64_t posted) {
  loop_lag.record(runtime::monotonic_nanoseconds() - posted);
  const auto pools = watched.pools(watched.loops.loop(index));
  loops[index].app.copy(*pools.app);
  loops[index].auth.copy(*pools.auth);
}

Observation::Observation(telemetry::Observatory& observatory, Watched watched,
                         const ObservationSettings& settings)
    : state_(std::make_unique<State>(observatory, std::move(watched))) {
  auto& s = *state_;
  auto& health = observatory.health();
  health.add("database", true, [&s] { return s.database.verdict(); });
  add_health_parts(health, {.data = s.watched.data,
                            .lanes = s.watched.lanes,
                            .events = s.watched.events,
                            .jobs = s.watched.jobs,
                            .webhooks = s.watched.webhooks,
                            .sealer = s.watched.sealer});
  health.add("limits", false, [&limits = s.watched.limits] { return limits.health(); });
  if (s.watched.tls) health.add("tls", false, [&tls = *s.watched.tls] { return tls.health(); });
  if (!settings.otlp_endpoint.empty()) {
    s.delivery.emplace(s.watched.loops, settings.otlp_endpoint);
    s.exporter = std::make_unique<telemetry::TraceExporter>(
        telemetry::TraceExporterSettings{.instance =
                                             to_base32(clock::new_uuid(clock::system_now()))},
        [&s](const std::string& document) { return s.delivery->send(document); });
    telemetry::tracer().export_to(
        [exporter = s.exporter.get()](auto trace) { exporter->offer(std::move(trace)); });
  }
  s.source = telemetry::registry().add_source([&s](telemetry::Snapshot& out) { s.describe(out); });
  s.pulse.emplace([&s](std::uint64_t beat) { s.beat(beat); });
}

// First what begins probes, then what they may still be at.
Observation::~Observation() {
  auto& s = *state_;
  s.pulse.reset();
  s.source.reset();
  s.observatory.health().remove_all();
  telemetry::tracer().export_to({});
  s.exporter.reset();
  s.delivery.reset();
  s.database.wait();
  // Posted behind every probe: when it has run, none is left.
  for (std::size_t i = 0; i < s.loops.size(); ++i)
    s.watched.loops.call(i, [] {});
}

}  // namespace sangam::apps
