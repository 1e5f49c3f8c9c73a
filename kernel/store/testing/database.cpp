#include "kernel/store/testing/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>

#include "base/assert.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster_files.h"
#include "kernel/store/roles.h"
#include "kernel/store/schema.h"
#include "kernel/store/testing/temporary_folder.h"

namespace sangam::store::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Settings that only tests may have: nothing survives a crash, and nothing needs to.
ClusterSettings settings_in(const fs::path& directory) {
  return {
      .directory = directory,
      .max_connections = 40,
      .shared_buffers_mb = 64,
      .durable = false,
      .database = "sangam",
      .settings = {{"archive_mode", "off"}, {"max_wal_size", "256MB"}, {"min_wal_size", "32MB"}}};
}

// initdb takes half a second: its outcome is kept beside the executables and copied by each.
fs::path cached_cluster() {
  const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path() / "postgres_template";
  fs::create_directories(folder);
  const int lock = open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  SANGAM_ASSERT(lock >= 0 && flock(lock, LOCK_EX) == 0);
  if (!fs::exists(folder / "made")) {
    // Made under /tmp, because PostgreSQL's user may not reach the build folder.
    const TemporaryFolder temporary;
    {
      Cluster cluster(settings_in(temporary.path()));
      cluster.start(soon());
      bootstrap(cluster.maintenance_endpoint(), cluster.endpoint(), "sangam", soon());
      BatchConnection root(cluster.maintenance_endpoint().as(Role::root), soon());
      root.script("alter database sangam with is_template true", soon());
    }
    fs::remove_all(folder / "data");
    fs::copy(temporary.path() / "postgres" / "data", folder / "data", fs::copy_options::recursive);
    close(open((folder / "made").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  }
  close(lock);
  return folder / "data";
}

// The folder and the server of this executable, gone at its end.
struct SharedCluster {
  SharedCluster() {
    adopt_data(cached_cluster(), folder.path());
    cluster = std::make_unique<Cluster>(settings_in(folder.path()));
    cluster->start(soon());
    // The cached cluster may be older than this program's roles.
    bootstrap(cluster->maintenance_endpoint(), cluster->endpoint(), "sangam", soon());
  }

  TemporaryFolder folder;
  std::unique_ptr<Cluster> cluster;
};

std::string unique_name() {
  static std::atomic<int> next{0};
  return "test_" + std::to_string(next++);
}

// A migrated template for each set of modules; tests with the same set share it.
std::string template_for(const Migrations& modules) {
  static std::map<std::string, std::string> templates;
  std::string key;
  for (const auto& module : modules)
    key.append(module.module).append(";");
  auto [found, fresh] = templates.try_emplace(key);
  if (!fresh) return found->second;
  found->second = unique_name() + "_template";
  Cluster& cluster = shared_cluster();
  BatchConnection root(cluster.maintenance_endpoint().as(Role::root), soon());
  root.script("create database " + found->second + " template sangam owner sangam_owner", soon());
  Migrations all{store::schema()};
  all.insert(all.end(), modules.begin(), modules.end());
  migrate(endpoint_in_cluster(found->second), all, soon());
  return found->second;
}

}  // namespace

Cluster& shared_cluster() {
  static SharedCluster shared;
  return *shared.cluster;
}

Endpoint endpoint_in_cluster(const std::string& database) {
  return {"host=" + shared_cluster().socket_directory().string() + " dbname=" + database};
}

runtime::Deadline soon() { return runtime::Deadline::in(30s); }

Database::Database(Migrations modules)
    : name_(unique_name()),
      endpoint_(endpoint_in_cluster(name_)),
      loop_(std::make_unique<runtime::EventLoop>()) {
  const std::string from = template_for(modules);
  BatchConnection root(shared_cluster().maintenance_endpoint().as(Role::root), soon());
  root.script("create database " + name_ + " template " + from + " owner sangam_owner", soon());
}

Database::~Database() {
  for (auto& [role, pool] : pools_)
    run_until_done(*loop_, pool->close(soon()));
  pools_.clear();
  BatchConnection root(shared_cluster().maintenance_endpoint().as(Role::root), soon());
  root.script("drop database " + name_ + " with (force)", soon());
}

Pool& Database::pool(Role role, std::size_t size) {
  auto& pool = pools_[role];
  if (!pool)
    pool = std::make_unique<Pool>(*loop_,
                                  PoolSettings{.endpoint = endpoint_, .role = role, .size = size});
  return *pool;
}

UnitOfWork Database::work(std::int32_t tenant, Mode mode, Role role) {
  return UnitOfWork(pool(role), tenant, runtime::Deadline::in(10s), mode);
}

void Database::execute(const std::string& sql) {
  BatchConnection(endpoint_.as(Role::root), soon()).script(sql, soon());
}

std::string Database::value(const std::string& sql) {
  const Result result = BatchConnection(endpoint_.as(Role::root), soon()).script(sql, soon());
  if (result.rows() == 0) return {};
  return std::string(result.value(0, 0));
}

}  // namespace sangam::store::testing
