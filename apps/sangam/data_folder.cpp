#include "apps/sangam/data_folder.h"

#include "kernel/store/roles.h"

namespace sangam::apps {

namespace {

constexpr std::chrono::seconds kPatience{60};

}  // namespace

DataFolder::DataFolder(const std::filesystem::path& folder) {
  if (auto running = store::running_cluster(folder)) {
    cluster_ = std::move(*running);
    return;
  }
  store::ClusterSettings settings;
  settings.directory = folder;
  own_ = std::make_unique<store::Cluster>(settings);
  own_->start(runtime::Deadline::in(kPatience));
  cluster_ = own_->running();
  store::bootstrap(cluster_.maintenance, cluster_.endpoint, "sangam",
                   runtime::Deadline::in(kPatience));
}

}  // namespace sangam::apps
