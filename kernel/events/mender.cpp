#include "kernel/events/mender.h"

#include "kernel/events/statements.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

constexpr std::chrono::seconds kPatience{10};

struct ParkedStream {
  std::int32_t tenant_id = 0;
  std::string stream;
};
SANGAM_DESCRIBE(ParkedStream, (tenant_id, "Whose"), (stream, "Which"))

struct ParkedEvent {
  std::int32_t tenant_id = 0;
  std::int64_t position = 0;
  Uuid id;
  std::string stream;
  std::string type;
  std::int32_t version = 0;
  std::string payload;
  Timestamp occurred_at;
  std::optional<store::TraceReference> trace;
  std::string state;
};
SANGAM_DESCRIBE(ParkedEvent, (tenant_id, ""), (position, ""), (id, ""), (stream, ""), (type, ""),
                (version, ""), (payload, ""), (occurred_at, ""), (trace, ""),
                (state, "Of the dead letter"))

struct Released {
  bool released = false;
};
SANGAM_DESCRIBE(Released, (released, "Whether nothing waits any more"))

Event event_of(ParkedEvent parked) {
  return {.tenant_id = parked.tenant_id,
          .position = parked.position,
          .id = parked.id,
          .stream = std::move(parked.stream),
          .type = std::move(parked.type),
          .version = parked.version,
          .payload = std::move(parked.payload),
          .occurred_at = parked.occurred_at,
          .trace = parked.trace};
}

store::UnitOfWork reading(store::Pool& relay) {
  return {relay, store::kNoTenant, runtime::Deadline::in(kPatience), store::Mode::read_only};
}

}  // namespace

Task<void> Mender::mend() {
  return consumer_.order == Order::strict ? mend_streams() : mend_events();
}

Task<void> Mender::mend_events() {
  auto work = reading(relay_);
  const auto events = co_await work.rows<Event>(kReadRequeued, consumer_.name);
  for (const auto& event : events)
    if (may_work_()) co_await deliverer_.requeue(event);
}

Task<void> Mender::mend_streams() {
  auto work = reading(relay_);
  const auto streams = co_await work.rows<ParkedStream>(kReadResumable, consumer_.name);
  for (const auto& stream : streams)
    if (may_work_()) co_await resume_stream(stream.tenant_id, stream.stream);
}

// Event by event, until one needs somebody's decision or none is left.
Task<void> Mender::resume_stream(std::int32_t tenant, std::string stream) {
  while (may_work_()) {
    auto work = reading(relay_);
    auto next = co_await work.row<ParkedEvent>(kReadNextParked, tenant, consumer_.name, stream);
    if (!next && co_await end_stream(tenant, stream, true)) {
      log::info(
          "a parked stream runs again",
          {{"consumer", consumer_.name}, {"tenant", std::to_string(tenant)}, {"stream", stream}});
      co_return;
    }
    if (!next) continue;  // something queued up meanwhile
    if (next->state == "parked") {
      co_await end_stream(tenant, stream, false);
      co_return;
    }
    if (!co_await deliverer_.requeue(event_of(std::move(*next)))) co_return;
  }
}

// Releases the stream, or lets it wait for somebody again.
Task<bool> Mender::end_stream(std::int32_t tenant, std::string stream, bool release) {
  store::UnitOfWork work(app_, tenant, runtime::Deadline::in(kPatience), store::Mode::read_write);
  bool released = false;
  if (release) {
    const auto row = co_await work.row<Released>(kReleaseStream, consumer_.name, stream);
    released = row && row->released;
  } else {
    work.later(kHaltStream, consumer_.name, stream);
  }
  co_await work.commit();
  co_return released;
}

}  // namespace sangam::events
