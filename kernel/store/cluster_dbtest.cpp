#include "kernel/store/cluster.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/error.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster_files.h"
#include "kernel/store/database_error.h"
#include "kernel/store/roles.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/temporary_folder.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::soon;
using testing::TemporaryFolder;

constexpr Statement kOne{"probe.one", "select 1", Scope::platform};

ClusterSettings settings_in(const fs::path& folder) {
  return {.directory = folder / "state",
          .max_connections = 20,
          .shared_buffers_mb = 32,
          .durable = false};
}

void start(Cluster& cluster) {
  cluster.start(soon());
  bootstrap(cluster.maintenance_endpoint(), cluster.endpoint(), "sangam", soon());
}

std::string answer(const Endpoint& endpoint, Role role) {
  try {
    BatchConnection connection(endpoint.as(role), soon());
    return std::string(connection.run(soon(), kOne).value(0, 0));
  } catch (const ConnectionLost& lost) {
    return lost.reason;
  }
}

TEST(Cluster, StartsStopsAndStartsAgain) {
  TemporaryFolder folder;
  Cluster cluster(settings_in(folder.path()));
  start(cluster);
  for (const Role role :
       {Role::app, Role::auth, Role::lane, Role::relay, Role::migrate, Role::root})
    EXPECT_EQ(answer(cluster.endpoint(), role), "1") << role_name(role);
  EXPECT_TRUE(running_cluster(folder.path() / "state"));
  struct stat status{};
  ASSERT_EQ(stat(cluster.socket_directory().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
  cluster.stop();
  EXPECT_FALSE(running_cluster(folder.path() / "state"));
  cluster.start(soon());
  EXPECT_EQ(answer(cluster.endpoint(), Role::app), "1");
  bootstrap(cluster.maintenance_endpoint(), cluster.endpoint(), "sangam", soon());
}

TEST(Cluster, HasNoTcpTrustsNobodyAndIsDurable) {
  TemporaryFolder folder;
  auto settings = settings_in(folder.path());
  settings.durable = true;
  Cluster cluster(settings);
  start(cluster);
  BatchConnection root(cluster.endpoint().as(Role::root), soon());
  EXPECT_EQ(root.script("show listen_addresses", soon()).value(0, 0), "");
  EXPECT_EQ(
      root.script("select string_agg(distinct auth_method, ',') from pg_hba_file_rules", soon())
          .value(0, 0),
      "peer");
  EXPECT_EQ(root.script("show data_checksums", soon()).value(0, 0), "on");
  EXPECT_EQ(root.script("show synchronous_commit", soon()).value(0, 0), "on");
  EXPECT_EQ(root.script("show server_encoding", soon()).value(0, 0), "UTF8");
  EXPECT_NE(answer({cluster.endpoint().conninfo + " user=postgres"}, Role::app), "");
  EXPECT_THROW(BatchConnection(cluster.endpoint().conninfo + " user=sangam_owner", soon()),
               ConnectionLost);
}

TEST(Cluster, ASecondServerIsRefused) {
  TemporaryFolder folder;
  Cluster cluster(settings_in(folder.path()));
  cluster.start(soon());
  Cluster second(settings_in(folder.path()));
  EXPECT_THROW(second.start(soon()), Error);
  EXPECT_EQ(answer(cluster.maintenance_endpoint(), Role::root), "1");
}

TEST(Cluster, IsRestartedWhenItDies) {
  TemporaryFolder folder;
  Cluster cluster(settings_in(folder.path()));
  start(cluster);
  kill(cluster.process_id(), SIGKILL);
  const auto deadline = soon();
  while ((cluster.restarts() == 0 || answer(cluster.endpoint(), Role::app) != "1") &&
         !deadline.passed())
    std::this_thread::sleep_for(20ms);
  EXPECT_EQ(answer(cluster.endpoint(), Role::app), "1");
}

Task<std::string> ask(Pool& pool) {
  UnitOfWork work(pool, kNoTenant, runtime::Deadline::in(5s), Mode::read_only);
  const Result result = co_await work.run(kOne);
  co_return std::string(result.value(0, 0));
}

TEST(Cluster, PoolsOutliveARestart) {
  TemporaryFolder folder;
  Cluster cluster(settings_in(folder.path()));
  start(cluster);
  runtime::EventLoop loop;
  Pool pool(loop, {.endpoint = cluster.endpoint(), .role = Role::auth, .size = 2});
  EXPECT_EQ(testing::run_until_done(loop, ask(pool)), "1");
  kill(cluster.process_id(), SIGQUIT);
  std::this_thread::sleep_for(20ms);
  // The request waits for PostgreSQL to come back instead of failing.
  EXPECT_EQ(testing::run_until_done(loop, ask(pool)), "1");
  EXPECT_EQ(cluster.restarts(), 1U);
  testing::run_until_done(loop, pool.close(soon()));
}

// A server killed at any instant takes its PostgreSQL with it, and the next one starts.
TEST(Cluster, DiesWithItsServer) {
  TemporaryFolder folder;
  const pid_t server = fork();
  if (server == 0) {
    Cluster cluster(settings_in(folder.path()));
    cluster.start(soon());
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(server, &status, 0), server);
  ASSERT_TRUE(WIFSIGNALED(status));
  Cluster cluster(settings_in(folder.path()));
  start(cluster);
  EXPECT_EQ(answer(cluster.endpoint(), Role::app), "1");
}

TEST(Cluster, ASecondProcessIdIsNotMistakenForPostgres) {
  TemporaryFolder folder;
  {
    Cluster cluster(settings_in(folder.path()));
    cluster.start(soon());
  }
  const fs::path data = folder.path() / "state" / "postgres" / "data";
  std::ofstream(data / "postmaster.pid") << getpid() << "\n" << data.string() << "\n";
  EXPECT_FALSE(read_postmaster(data));
}

TEST(Cluster, SaysWhyItCannotStart) {
  TemporaryFolder folder;
  auto settings = settings_in(folder.path());
  settings.settings = {{"no_such_setting", "1"}};
  Cluster cluster(settings);
  try {
    cluster.start(soon());
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(error.detail.find("no_such_setting"), std::string::npos) << error.detail;
  }
  settings.directory = folder.path() / "with space";
  EXPECT_THROW(Cluster(settings).start(soon()), Error);
}

TEST(Cluster, ALongPathMovesTheSocket) {
  TemporaryFolder folder;
  auto settings = settings_in(folder.path());
  settings.directory = folder.path() / std::string(90, 'x');
  Cluster cluster(settings);
  cluster.start(soon());
  EXPECT_EQ(answer(cluster.maintenance_endpoint(), Role::root), "1");
  cluster.stop();
  fs::remove_all(cluster.socket_directory());
}

}  // namespace
}  // namespace sangam::store
