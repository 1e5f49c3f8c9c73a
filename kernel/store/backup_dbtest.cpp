#include "kernel/store/backup.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "kernel/store/file_lock.h"
#include "kernel/store/roles.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/temporary_folder.h"

namespace sangam::store {
namespace {

namespace fs = std::filesystem;
using testing::soon;
using testing::TemporaryFolder;

std::string run(const Cluster& cluster, const std::string& sql) {
  BatchConnection root(cluster.endpoint().as(Role::root), soon());
  const Result result = root.script(sql, soon());
  return result.rows() > 0 ? std::string(result.value(0, 0)) : std::string();
}

Timestamp now_of(const Cluster& cluster) {
  return {std::stoll(run(cluster,
                         "select (extract(epoch from clock_timestamp()) * 1000000)::int8"
                         " * 1000"))};
}

// The lost server and what remains of it.
class Restore : public ::testing::Test {
 protected:
  Restore()
      : cluster_(
            {.directory = folder_.path() / "first", .shared_buffers_mb = 32, .durable = false}) {
    cluster_.start(soon());
    bootstrap(cluster_.maintenance_endpoint(), cluster_.endpoint(), "sangam", soon());
    run(cluster_, "create table public.notes (n int4)");
    run(cluster_, "insert into public.notes values (1)");
    base_ = backup(cluster_.running(), root(), soon());
    run(cluster_, "select pg_sleep(1.1)");  // names of base backups count seconds
    run(cluster_, "insert into public.notes values (2)");
    before_ = now_of(cluster_);
    run(cluster_, "select pg_sleep(0.01)");
    run(cluster_, "delete from public.notes");
    archive_now(cluster_.running(), soon());
  }

  fs::path root() const { return folder_.path() / "backups"; }

  // The rows after restoring.
  std::string restored(const std::string& name, std::optional<Timestamp> time,
                       std::optional<fs::path> last_segments = std::nullopt) {
    const fs::path directory = folder_.path() / name;
    EXPECT_EQ(
        restore(
            {.root = root(), .directory = directory, .time = time, .last_segments = last_segments}),
        base_);
    Cluster cluster({.directory = directory, .shared_buffers_mb = 32, .durable = false});
    cluster.start(soon());
    EXPECT_EQ(run(cluster, "select pg_is_in_recovery()"), "f");
    run(cluster, "create table public.writable ()");
    return run(cluster, "select string_agg(n::text, ',' order by n) from public.notes");
  }

  TemporaryFolder folder_;
  Cluster cluster_;
  fs::path base_;
  Timestamp before_;
};

TEST_F(Restore, ToAMomentBringsDestroyedRowsBack) {
  EXPECT_EQ(run(cluster_, "select count(*) from public.notes"), "0");
  EXPECT_EQ(restored("then", before_), "1,2");
  EXPECT_EQ(restored("latest", std::nullopt), "");
  // What was never archived can still come from the lost server's disk.
  run(cluster_, "insert into public.notes values (3)");
  EXPECT_EQ(restored("without", std::nullopt), "");
  EXPECT_EQ(restored("with", std::nullopt, cluster_.data_directory() / "pg_wal"), "3");
}

TEST_F(Restore, RefusesWhatCannotWork) {
  const auto to = [&](const fs::path& directory, Timestamp time) {
    restore({.root = root(), .directory = directory, .time = time, .last_segments = {}});
  };
  EXPECT_THROW(to(folder_.path() / "early", Timestamp{1}), Error);
  EXPECT_THROW(to(folder_.path() / "first", before_), Error);
  EXPECT_EQ(backups(root()).size(), 1U);
  EXPECT_TRUE(backups(folder_.path() / "nowhere").empty());
}

// What another process finds of a cluster is enough for a backup of it.
TEST_F(Restore, NeedsNoSupervisorForTheBackup) {
  const auto found = running_cluster(folder_.path() / "first");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->directory, cluster_.directory());
  const fs::path base = backup(*found, root(), soon());
  EXPECT_EQ(backups(root()), (std::vector{base_, base}));
  EXPECT_EQ(run(cluster_, "select count(*) from public.notes"), "0");
}

TEST_F(Restore, RefusesTwoBackupsAtOnce) {
  const FileLock other(cluster_.directory() / "backup.lock", "nobody else");
  EXPECT_THROW(backup(cluster_.running(), root(), soon()), Error);
  EXPECT_EQ(backups(root()), std::vector{base_});
}

}  // namespace
}  // namespace sangam::store
