#pragma once

// The files of a private cluster: folders, initdb, configuration. Private to kernel/store.

#include <filesystem>
#include <optional>
#include <string>

#include "kernel/runtime/deadline.h"
#include "kernel/store/child_process.h"
#include "kernel/store/cluster.h"

namespace sangam::store {

// Where everything of one cluster is.
struct ClusterPaths {
  explicit ClusterPaths(const std::filesystem::path& directory);

  std::filesystem::path home;  // DIRECTORY/postgres
  std::filesystem::path data;
  std::filesystem::path socket;  // under /tmp when the path is too long for a socket
  std::filesystem::path log;
  std::filesystem::path log_file;
  std::filesystem::path archive;  // a link, or absent
  std::filesystem::path lock;
};

// Makes the folders, closed to others. Throws Error{unavailable} when one belongs to somebody else.
void make_folders(const ClusterPaths& paths, const OsUser& user);
// Makes the cluster when there is none (0.5 s); one half made by a killed process is made anew.
// Throws Error{unavailable} with initdb's words.
void create_cluster(const ClusterPaths& paths, const OsUser& user, const Binaries& binaries,
                    bool durable, runtime::Deadline deadline);
// Writes postgresql.conf, pg_hba.conf and pg_ident.conf: at every start, so that they follow the
// settings.
void write_configuration(const ClusterPaths& paths, const OsUser& user,
                         const ClusterSettings& settings);
// Refuses characters that PostgreSQL's archive and restore commands would need quoted.
void require_plain_path(const std::filesystem::path& path);
// Gives `path` to `user` when we are root.
void give_to(const std::filesystem::path& path, const OsUser& user);

// Copies a stopped cluster's data folder into the place of a new cluster's.
void adopt_data(const std::filesystem::path& data, const std::filesystem::path& directory);

// What postmaster.pid says of a running server.
struct Postmaster {
  int process_id = 0;
  int port = 5432;
  std::string socket;
  bool ready = false;
};
// nullopt when the file is absent, unreadable, or names a process that is gone.
std::optional<Postmaster> read_postmaster(const std::filesystem::path& data);

}  // namespace sangam::store
