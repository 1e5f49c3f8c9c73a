#include "kernel/aggregates/aggregates.h"

#include "base/assert.h"
#include "base/error.h"
#include "kernel/aggregates/statements.h"
#include "kernel/clock/clock.h"
#include "kernel/store/database_error.h"

namespace sangam::aggregates {

namespace {

struct OccurredRow {
  Timestamp occurred_at;
};
SANGAM_DESCRIBE(OccurredRow, (occurred_at, "Of the appended events"))

// The events as columns.
struct Columns {
  std::vector<Uuid> ids;
  std::vector<std::string> types;
  std::vector<std::int32_t> versions;
  std::vector<std::string> payloads;
};

Columns to_columns(const std::vector<NewEvent>& events, Timestamp now) {
  Columns columns;
  for (const auto& event : events) {
    columns.ids.push_back(clock::new_uuid(now));
    columns.types.emplace_back(event.type);
    columns.versions.push_back(event.version);
    columns.payloads.push_back(event.payload);
  }
  return columns;
}

}  // namespace

Task<std::vector<Recorded>> read_history(store::UnitOfWork& work, std::string stream,
                                         std::int64_t after, AsOf as_of, std::int32_t limit) {
  SANGAM_ASSERT(after >= 0 && limit > 0);
  return work.rows<Recorded>(kReadHistory, stream, after, as_of.version, as_of.time, limit);
}

Task<std::optional<detail::Snapshot>> detail::find_snapshot(store::UnitOfWork& work,
                                                            std::string stream, std::int32_t form,
                                                            AsOf as_of) {
  return work.row<Snapshot>(kFindSnapshot, stream, form, as_of.version, as_of.time);
}

void detail::save_snapshot(store::UnitOfWork& work, const std::string& stream, std::int32_t form,
                           const Snapshot& snapshot) {
  work.later(kSaveSnapshot, stream, snapshot.version, form, snapshot.state, snapshot.occurred_at);
}

Task<std::vector<Recorded>> detail::append_events(store::UnitOfWork& work, std::string stream,
                                                  std::int64_t expected,
                                                  std::vector<NewEvent> events, Timestamp now) {
  SANGAM_ASSERT(!stream.empty() && expected >= 0 && !events.empty());
  const auto columns = to_columns(events, now);
  std::optional<OccurredRow> row;
  try {
    row = co_await work.row<OccurredRow>(kAppend, stream, expected, columns.ids, columns.types,
                                         columns.versions, columns.payloads, now);
  } catch (const store::DatabaseError& error) {
    if (!error.is(kOtherVersion) && !error.violates_unique(kHistoryKey)) throw;
    throw Error{Code::conflict, "Somebody else has changed " + stream + " meanwhile."};
  }
  SANGAM_ASSERT(row.has_value());
  std::vector<Recorded> recorded;
  for (std::size_t i = 0; i < events.size(); ++i)
    recorded.push_back({.version = expected + static_cast<std::int64_t>(i) + 1,
                        .id = columns.ids[i],
                        .type = columns.types[i],
                        .event_version = columns.versions[i],
                        .payload = std::move(events[i].payload),
                        .occurred_at = row->occurred_at});
  co_return recorded;
}

}  // namespace sangam::aggregates
