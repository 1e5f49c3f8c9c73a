#pragma once

// DataFolder: the database of a data folder, for a command: that of the server which runs on it, or
// the cluster started here for as long as the command lasts.

#include <filesystem>
#include <memory>
#include <string>

#include "kernel/store/cluster.h"

namespace sangam::apps {

class DataFolder {
 public:
  // Throws Error{unavailable} when the cluster cannot be had.
  explicit DataFolder(const std::filesystem::path& folder);

  const store::Endpoint& endpoint() const noexcept { return cluster_.endpoint; }
  const store::RunningCluster& cluster() const noexcept { return cluster_; }

 private:
  std::unique_ptr<store::Cluster> own_;
  store::RunningCluster cluster_;
};

}  // namespace sangam::apps
