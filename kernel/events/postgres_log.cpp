#include "kernel/events/postgres_log.h"

#include "base/assert.h"
#include "kernel/events/statements.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::events {

namespace {

constexpr std::chrono::seconds kPatience{10};

store::UnitOfWork begin(store::Pool& pool, store::Mode mode) {
  return {pool, store::kNoTenant, runtime::Deadline::in(kPatience), mode};
}

bool only_types(const Selection& selection) {
  return !selection.types.empty() && !selection.tenant && !selection.stream && !selection.from &&
         !selection.to;
}

}  // namespace

Task<Extent> PostgresLog::extent() {
  auto work = begin(relay_, store::Mode::read_only);
  const auto row = co_await work.row<Extent>(kReadExtent);
  SANGAM_ASSERT(row.has_value());
  co_return *row;
}

Task<std::vector<Event>> PostgresLog::read(Selection selection, std::int64_t after,
                                           std::int64_t up_to, std::int32_t limit) {
  SANGAM_ASSERT(limit > 0 && limit <= 10'000);
  auto work = begin(relay_, store::Mode::read_only);
  if (only_types(selection))
    co_return co_await work.rows<Event>(kReadEvents, selection.types, after, up_to, limit);
  std::optional<std::vector<std::string>> types;
  if (!selection.types.empty()) types = std::move(selection.types);
  co_return co_await work.rows<Event>(kReadSelected, after, up_to, limit, types, selection.tenant,
                                      selection.stream, selection.from, selection.to);
}

Task<Standing> PostgresLog::join(std::string consumer) {
  auto work = begin(relay_, store::Mode::read_write);
  const auto row = co_await work.row<Standing>(kJoin, consumer);
  co_await work.commit();
  SANGAM_ASSERT(row.has_value());
  co_return *row;
}

Task<void> PostgresLog::save(std::string consumer, std::int64_t position) {
  auto work = begin(relay_, store::Mode::read_write);
  work.later(kAdvance, consumer, position);
  co_await work.commit();
}

}  // namespace sangam::events
