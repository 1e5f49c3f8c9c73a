#include "benchmarks/events/writer.h"

#include "benchmarks/events/stage.h"
#include "kernel/clock/clock.h"

namespace sangam::benchmarks {

namespace {

using store::ElementType;

constexpr store::Statement kEmitMany{
    "bench.events.emit",
    "insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)"
    " select t.tenant_id, t.id, t.stream, 'bench.happened', 1, t.payload, t.occurred_at"
    " from unnest($1::int4[], $2::uuid[], $3::text[], $4::text[], $5::int8[])"
    " t(tenant_id, id, stream, payload, occurred_at)",
    store::Scope::platform};

// Some hundred bytes, as events usually have.
constexpr std::string_view kPayload =
    R"({"order":"ord_01h455vb4pex5vsknk084sn02q","status":"paid","amount":"12.50","asset":"INR"})";

}  // namespace

Writer::Writer(const store::Endpoint& endpoint, int events)
    : session_(endpoint.as(store::Role::lane), patience()) {
  for (const auto type : {ElementType::int4, ElementType::uuid, ElementType::text,
                          ElementType::text, ElementType::int8})
    columns_.emplace_back(type);
  const auto now = clock::system_now();
  for (int i = 0; i < events; ++i) {
    columns_[0].append(std::int32_t{1 + i % 4});
    columns_[2].append(std::string_view("orders/" + std::to_string(i % 64)));
    columns_[3].append(kPayload);
    columns_[4].append(now.nanoseconds);
  }
}

void Writer::emit() {
  const auto now = clock::system_now();
  const auto events = columns_[0].size();
  columns_[1].clear();
  for (std::size_t i = 0; i < events; ++i)
    columns_[1].append(clock::new_uuid(now));
  const std::vector<store::BinaryParameter> parameters(columns_.begin(), columns_.end());
  session_.send(kEmitMany, parameters);
  session_.execute(patience());
}

}  // namespace sangam::benchmarks
