#include "kernel/lane/testing/tally_engine.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::lane::testing {

namespace {

using store::BinaryArray;
using store::ElementType;

constexpr store::Statement kInsert{
    "tally.insert",
    "insert into tally.entries (tenant_id, number, shard, value, total, at)"
    " select * from unnest($1::int4[], $2::int8[], $3::int4[], $4::int8[], $5::int8[], $6::int8[])",
    store::Scope::platform};

constexpr store::Statement kTallies{
    "tally.rebuild",
    "select tenant_id, count(*), sum(value)::int8 from tally.entries where shard = $1"
    " group by tenant_id",
    store::Scope::platform};

constexpr store::Statement kLook{"tally.look", "select 1", store::Scope::platform};

constexpr std::int64_t kHour = 3'600 * kNanosecondsPerSecond;

}  // namespace

void TallyEngine::rebuild(store::BatchConnection& connection, const ShardPosition& position) {
  at_step_("rebuild");
  shard_ = position.shard;
  last_ = position.last;
  connection.send(kTallies, {store::BinaryValue(shard_)});
  const auto rows =
      std::move(connection.execute(runtime::Deadline::in(std::chrono::seconds(10))).front());
  for (int i = 0; i < rows.rows(); ++i)
    tallies_[store::read_int4(rows.value(i, 0))] = {store::read_int8(rows.value(i, 1)),
                                                    store::read_int8(rows.value(i, 2))};
}

void TallyEngine::gather(const Request& request) {
  SANGAM_ASSERT(!open_ && !request.finished());
  gathered_ = true;
}

void TallyEngine::fetch(store::BatchConnection& connection, runtime::Deadline deadline) {
  if (gathered_) at_step_("fetch");
  connection.run(deadline, kLook);
}

void TallyEngine::open(Timestamp now) {
  SANGAM_ASSERT(!open_);
  open_ = true;
  now_ = now;
  last_before_ = last_;
  tallies_before_ = tallies_;
  timers_before_ = timers_;
}

std::size_t TallyEngine::expire(std::size_t room) {
  std::size_t expired = 0;
  for (; expired < room && !timers_.empty() && timers_.begin()->first <= now_.nanoseconds;
       ++expired) {
    add(timers_.begin()->second, 1);
    timers_.erase(timers_.begin());
  }
  return expired;
}

std::size_t TallyEngine::apply(Request& request, std::size_t room) {
  at_step_("apply");
  auto& tally = dynamic_cast<TallyRequest&>(request);
  SANGAM_ASSERT(tally.totals.size() == tally.done());
  const auto count = std::min(room, tally.size() - tally.done());
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = tally.values[tally.done() + i];
    if (value == kInAnHour) timers_.emplace(now_.nanoseconds + kHour, request.tenant());
    else add(request.tenant(), value);
    tally.totals.push_back(tallies_[request.tenant()].total);
  }
  return count;
}

void TallyEngine::add(std::int32_t tenant, std::int64_t value) {
  SANGAM_ASSERT(open_);
  last_.nanoseconds = std::max(now_.nanoseconds, last_.nanoseconds + 1);
  auto& tally = tallies_[tenant];
  tally.total += value;
  rows_.push_back({tenant, ++tally.count, value, tally.total, last_.nanoseconds});
}

void TallyEngine::persist(store::BatchConnection& connection, bool) {
  if (gathered_) at_step_("persist");
  BinaryArray tenants(ElementType::int4), numbers(ElementType::int8), shards(ElementType::int4),
      values(ElementType::int8), totals(ElementType::int8), times(ElementType::int8);
  for (const auto& row : rows_) {
    tenants.append(row.tenant);
    numbers.append(row.number);
    shards.append(shard_);
    values.append(row.value);
    totals.append(row.total);
    times.append(row.at);
  }
  connection.send(kInsert, {tenants, numbers, shards, values, totals, times});
}

void TallyEngine::commit() {
  at_step_("commit");
  SANGAM_ASSERT(open_);
  open_ = false;
  gathered_ = false;
  rows_.clear();
}

void TallyEngine::discard() {
  at_step_("discard");
  if (open_) {
    last_ = last_before_;
    tallies_ = tallies_before_;
    timers_ = timers_before_;
  }
  open_ = false;
  gathered_ = false;
  rows_.clear();
}

std::optional<Timestamp> TallyEngine::next_due() const {
  if (timers_.empty()) return std::nullopt;
  return Timestamp{timers_.begin()->first};
}

std::vector<Summary> TallyEngine::summaries() const {
  std::map<std::int32_t, int> counts;
  for (const auto& row : rows_)
    ++counts[row.tenant];
  std::vector<Summary> summaries;
  for (const auto& [tenant, count] : counts)
    summaries.push_back({tenant, "{\"count\":" + std::to_string(count) + "}"});
  return summaries;
}

}  // namespace sangam::lane::testing
