#include "kernel/vault/unlock.h"

#include "base/scalars.h"
#include "kernel/store/batch_connection.h"
#include "kernel/telemetry/log.h"
#include "kernel/vault/statements.h"

namespace sangam::vault {

namespace {

using runtime::Deadline;
using store::BatchConnection;

std::string known_master(BatchConnection& relay, Deadline deadline) {
  const auto result = relay.run(deadline, kReadMaster);
  return result.rows() == 0 ? "" : std::string(result.value(0, 0));
}

// Of tenants whose keys another master key than `id` has wrapped.
std::string count_foreign(BatchConnection& relay, const std::string& id, Deadline deadline) {
  return std::string(relay.run(deadline, kCountForeign, id).value(0, 0));
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view state,
                         const std::string& tenants, const std::string& known) {
  throw MasterKeyError("the master key " + file.string() + " " + std::string(state) +
                       ", and secrets of " + tenants + " tenants are sealed under the master key " +
                       known +
                       ": put that file back from where you keep it. If it is lost for good,"
                       " --new-master-key destroys these secrets and starts with a new key");
}

}  // namespace

MasterKey unlock(const std::filesystem::path& file, const store::Endpoint& endpoint,
                 Deadline deadline, LostKey lost) {
  BatchConnection relay(endpoint.as(store::Role::relay), deadline);
  const auto known = known_master(relay, deadline);
  const bool there = std::filesystem::exists(std::filesystem::symlink_status(file));
  if (!there && lost == LostKey::refuse)
    if (const auto tenants = count_foreign(relay, "", deadline); tenants != "0")
      refuse(file, "is missing", tenants, known);
  auto master = there ? MasterKey::read(file) : MasterKey::create(file);
  if (const auto tenants = count_foreign(relay, master.id(), deadline); tenants != "0") {
    if (lost == LostKey::refuse) refuse(file, "is another one", tenants, known);
    relay.run(deadline, kForget, master.id());
    log::warning("sealed secrets were given up", {{"tenants", tenants}, {"master_key", known}});
  }
  if (known != master.id()) relay.run(deadline, kSetMaster, master.id(), known);
  if (known_master(relay, deadline) != master.id())
    throw MasterKeyError(
        "another server has just made a master key of its own for this database:"
        " copy its file to " +
        file.string());
  return master;
}

}  // namespace sangam::vault
