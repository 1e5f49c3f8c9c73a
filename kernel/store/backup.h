#pragma once

// Backup and restore to a moment. A backup root holds base backups and the archive of the
// write-ahead log; the first backup switches archiving on, from then on every change reaches the
// archive within a minute:
//   ROOT/base-YYYYMMDDTHHMMSS.UUUUUUZ/   verified base backups
//   ROOT/wal/                            archived segments, written by PostgreSQL

#include <filesystem>
#include <optional>
#include <vector>

#include "base/timestamp.h"
#include "kernel/runtime/deadline.h"

namespace sangam::store {

struct RunningCluster;

// Makes a base backup below `root` and verifies it, beside whatever else the cluster is doing.
// Returns its folder. Throws Error{unavailable} when another backup of the cluster is being made,
// and with pg_basebackup's or pg_verifybackup's words; what was written so far is removed then.
std::filesystem::path backup(const RunningCluster& cluster, const std::filesystem::path& root,
                             runtime::Deadline deadline);

// Base backups of a root, oldest first.
std::vector<std::filesystem::path> backups(const std::filesystem::path& root);

struct RestoreSettings {
  std::filesystem::path root;       // of backup()
  std::filesystem::path directory;  // of the new Cluster; must not hold one yet
  // The moment to return to, after the end of a base backup; empty: as far as the archive goes.
  std::optional<Timestamp> time;
  // pg_wal of the lost cluster, when its disk can still be read: changes not archived yet.
  std::optional<std::filesystem::path> last_segments;
};

// Prepares `directory` from the newest base backup before `time`; Cluster::start then replays the
// archive and opens for writing. Returns the base backup used. Throws Error{not_found} when no base
// backup is old enough.
std::filesystem::path restore(const RestoreSettings& settings);

// Finishes the current segment so that the archive is complete up to now, and waits until it is
// archived.
void archive_now(const RunningCluster& cluster, runtime::Deadline deadline);

}  // namespace sangam::store
