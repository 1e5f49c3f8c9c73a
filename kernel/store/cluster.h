#pragma once

// Cluster: our own private PostgreSQL, the embedded default. It owns DIRECTORY/postgres:
//   data/     the cluster (UTF-8, C.UTF-8, checksums)
//   socket/   the Unix socket, mode 0700; there is no TCP. A path too long for a socket (107 bytes)
//             moves to a private folder under /tmp
//   log/      PostgreSQL's log; past 64 MB the next start begins a new one and keeps the last
//   archive   link to the write-ahead log archive, made by the first backup (backup.h)
//   lock      held while a process supervises the cluster; backup.lock while one makes a backup
//
// PostgreSQL runs as `postgres` when we are root, else as ourselves. Entering needs the peer's Unix
// identity: only our user and PostgreSQL's may act as the sangam_* roles. The server dies with us:
// it gets SIGINT (fast shutdown) when the supervising thread ends, however that comes about.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"

namespace sangam::store {

struct ClusterSettings {
  std::filesystem::path directory;  // made when missing; must be reachable by PostgreSQL's user
  int max_connections = 64;         // for a server see apps/sangam/connection_budget.h
  int shared_buffers_mb = 0;        // 0: an eighth of the memory, 128 MB to 4 GB
  bool durable = true;              // false turns fsync off: throw-away clusters of tests only
  std::string database = "sangam";
  // Further lines of the configuration file, as name and value.
  std::vector<std::pair<std::string, std::string>> settings;
};

// Where the programs of the newest PostgreSQL of version 15 or later are.
struct Binaries {
  std::filesystem::path directory;
  int version = 0;
};
// Throws Error{unavailable} saying which package to install.
Binaries find_binaries();

// A cluster that accepts sessions, whichever process supervises it.
struct RunningCluster {
  std::filesystem::path directory;  // DIRECTORY/postgres
  std::filesystem::path socket_directory;
  Endpoint endpoint;     // the database
  Endpoint maintenance;  // PostgreSQL's maintenance database
};
// The one that some process runs in `directory`, if any does.
std::optional<RunningCluster> running_cluster(const std::filesystem::path& directory,
                                              const std::string& database = "sangam");

// A cluster that we supervise. start() and stop() block and belong to the main thread; the rest to
// any.
class Cluster {
 public:
  explicit Cluster(ClusterSettings settings);
  ~Cluster();  // stops
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  // Creates the cluster if need be, waits for an orphan of a killed predecessor to end, starts
  // PostgreSQL and returns when it accepts sessions. From then on a thread restarts it, with
  // growing pauses, if it dies. Throws Error{unavailable} with the reason (directory in use,
  // PostgreSQL's own last words).
  void start(runtime::Deadline deadline);
  // Fast shutdown: open transactions are rolled back. Idempotent.
  void stop();

  // What others need of it; after start().
  RunningCluster running() const;
  // The database, and PostgreSQL's maintenance database.
  Endpoint endpoint() const;
  Endpoint maintenance_endpoint() const;

  const std::filesystem::path& directory() const noexcept;  // DIRECTORY/postgres
  std::filesystem::path data_directory() const;
  const std::filesystem::path& socket_directory() const noexcept;
  // Process id of the postmaster, 0 while it does not run.
  int process_id() const noexcept;
  // How often it was restarted after dying.
  std::uint64_t restarts() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::store
