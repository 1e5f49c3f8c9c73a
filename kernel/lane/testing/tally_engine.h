#pragma once

// A tiny engine for the lane's own tests: each command adds a number to its tenant's tally, which
// is one row. It counts rows in memory and uses the count as key, so memory that runs ahead of the
// database, or behind it, ends in a violated key. A negative number is refused by the database.

#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.h"
#include "kernel/lane/engine.h"
#include "kernel/store/migrations.h"

namespace sangam::lane::testing {

inline constexpr store::SchemaFile kTallyFiles[] = {{"001_tally.sql", R"(
-- schema: tally
-- table: tally.entries scope=tenant app=select lane=select,insert
create table tally.entries (
  tenant_id int4 not null, number int8 not null, shard int4 not null,
  value int8 not null check (value >= 0), total int8 not null, at int8 not null,
  transaction xid8 not null default pg_catalog.pg_current_xact_id(),
  primary key (tenant_id, number));
)"}};
inline constexpr store::ModuleSchema kTally{"test/tally", kTallyFiles};

// A command of this value adds nothing now: it makes the engine add 1 when an hour has passed.
inline constexpr std::int64_t kInAnHour = 1'000'000'007;

struct TallyRequest final : Request {
  TallyRequest(runtime::EventLoop& loop, std::int32_t tenant, std::vector<std::int64_t> commands)
      : Request(loop, tenant), values(std::move(commands)) {
    audit = {.id = clock::new_uuid(clock::system_now()), .actor_kind = "system"};
  }
  std::size_t size() const noexcept override { return values.size(); }
  void rewind() override { totals.resize(done()); }
  bool effective() const override { return !totals.empty(); }

  std::vector<std::int64_t> values;
  std::vector<std::int64_t> totals;  // the tally after each command
};

// What a test does at a step of the lane, on the lane's thread: rebuild, fetch, apply, persist,
// commit, discard; fetch and persist only of batches that serve a request.
using AtStep = std::function<void(std::string_view step)>;

class TallyEngine final : public Engine {
 public:
  explicit TallyEngine(const AtStep& at_step) : at_step_(at_step) {}

  void rebuild(store::BatchConnection& connection, const ShardPosition& position) override;
  void gather(const Request& request) override;
  // Makes a round trip, as an engine that lacks something does.
  void fetch(store::BatchConnection& connection, runtime::Deadline deadline) override;
  void open(Timestamp now) override;
  std::size_t expire(std::size_t room) override;
  std::size_t apply(Request& request, std::size_t room) override;
  bool changed() const override {
    return !rows_.empty() || timers_.size() != timers_before_.size();
  }
  void persist(store::BatchConnection& connection, bool flush) override;
  bool needs_flush() const override { return false; }
  void commit() override;
  void discard() override;
  Timestamp last_timestamp() const override { return last_; }
  std::optional<Timestamp> next_due() const override;
  std::vector<Summary> summaries() const override;

 private:
  struct Tally {
    std::int64_t count = 0;
    std::int64_t total = 0;
  };
  struct Row {
    std::int32_t tenant;
    std::int64_t number;
    std::int64_t value;
    std::int64_t total;
    std::int64_t at;
  };
  void add(std::int32_t tenant, std::int64_t value);

  const AtStep& at_step_;
  std::int32_t shard_ = 0;
  Timestamp last_;
  Timestamp last_before_;
  Timestamp now_;
  std::map<std::int32_t, Tally> tallies_;
  std::map<std::int32_t, Tally> tallies_before_;
  std::multimap<std::int64_t, std::int32_t> timers_;  // when, whose
  std::multimap<std::int64_t, std::int32_t> timers_before_;
  std::vector<Row> rows_;
  bool open_ = false;
  bool gathered_ = false;
};

class TallyFactory final : public EngineFactory {
 public:
  std::unique_ptr<Engine> make() override { return std::make_unique<TallyEngine>(at_step); }
  // Set before the lanes start.
  AtStep at_step = [](std::string_view) {};
};

}  // namespace sangam::lane::testing
