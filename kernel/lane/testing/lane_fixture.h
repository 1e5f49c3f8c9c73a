#pragma once

// What the lane's database tests share: a database with the tally's table, and lanes on it.

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>

#include "kernel/lane/testing/serving.h"
#include "kernel/lane/testing/tally_engine.h"
#include "kernel/store/testing/database.h"

namespace sangam::lane::testing {

// One database and one lane a test. All tenants used here, 1 to 9, are on shards of that lane.
class LaneFixture : public ::testing::Test {
 protected:
  LaneFixture() : database_({kTally}) {}

  LaneGroup& start(const store::Endpoint& endpoint,
                   const std::vector<std::int32_t>& sandboxes = {}) {
    const LaneSettings settings{.conninfo = endpoint.as(store::Role::lane), .address = "test"};
    lanes_.reset();  // which gives its shards back
    lanes_ = std::make_unique<LaneGroup>(1, settings, factory_);
    lanes_->start(sandboxes);
    return *lanes_;
  }
  LaneGroup& start() { return start(database_.endpoint()); }

  TallyRequest& request(std::int32_t tenant, std::vector<std::int64_t> values) {
    return requests_.emplace_back(database_.loop(), tenant, std::move(values));
  }
  Outcome serve(Request& request) { return serve_one(database_.loop(), *lanes_, request); }
  Outcome add(std::int32_t tenant, std::vector<std::int64_t> values) {
    return serve(request(tenant, std::move(values)));
  }
  std::string rows() { return database_.value("select count(*) from tally.entries"); }
  std::string total(std::int32_t tenant) {
    return database_.value("select coalesce(sum(value), 0) from tally.entries where tenant_id = " +
                           std::to_string(tenant));
  }
  void kill_lane_sessions() {
    database_.value(
        "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity"
        " where usename = 'sangam_lane' and datname = current_database()");
  }
  const LaneCounters& counters() const { return *lanes_->counters().front(); }

  store::testing::Database database_;
  TallyFactory factory_;
  std::deque<TallyRequest> requests_;
  std::unique_ptr<LaneGroup> lanes_;
};

}  // namespace sangam::lane::testing
