#include "apps/sangam/data_folder.h"

#include "kernel/store/roles.h"

namespace sangam::apps {

namespace {

constexpr std::chrono::seconds kPatience{60};

}  // namespace

DataFolder::DataFolder(const std::filesystem::path& folder) {
  if (const auto running = store::Cluster::running(folder)) {
    endpoint_ = *running;
    return;
  }
  store::ClusterSettings settings;
  settings.directory = folder;
  own_ = std::make_unique<store::Cluster>(settings);
  own_->start(runtime::Deadline::in(kPatience));
  endpoint_ = own_->endpoint();
  store::bootstrap(own_->maintenance_endpoint(), endpoint_, "sangam",
                   runtime::Deadline::in(kPatience));
}

}  // namespace sangam::apps
