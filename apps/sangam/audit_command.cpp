#include "apps/sangam/audit_command.h"

#include <fstream>
#include <iostream>
#include <memory>

#include "apps/sangam/data_folder.h"
#include "base/command_line/command_line.h"
#include "kernel/audit/evidence.h"
#include "kernel/audit/verify_database.h"
#include "kernel/store/rows.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;

constexpr std::chrono::hours kPatience{6};

constexpr store::Statement kTenantNumbers{
    "sangam.tenant_numbers", "select number, slug from platform.tenants", store::Scope::platform};

struct TenantNumber {
  std::int32_t number = 0;
  std::string slug;
};
SANGAM_DESCRIBE(TenantNumber, (number, ""), (slug, ""))

struct AuditOptions {
  std::filesystem::path data = "data";
  std::string tenant;
  std::string file;
  std::vector<std::string> keys;
  std::vector<std::string> checkpoints;
};

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {(std::istreambuf_iterator<char>(file)), {}};
}

// Keys are given as text, or as files that hold it.
std::vector<audit::PublicKey> read_keys(std::vector<std::string> given) {
  std::vector<audit::PublicKey> keys;
  for (const auto& one : given) {
    const auto key = audit::PublicKey::parse(std::filesystem::exists(one) ? read_whole(one) : one);
    if (!key) throw std::runtime_error(one + " is not a public key of an audit");
    keys.push_back(*key);
  }
  return keys;
}

void print(const std::vector<audit::Finding>& findings, std::int64_t found) {
  for (const auto& finding : findings) {
    std::cout << "  " << audit::name(finding.kind);
    if (finding.number > 0) std::cout << " at " << finding.number;
    if (finding.id) std::cout << " " << audit::EntryId{*finding.id}.str();
    std::cout << ": " << finding.detail << "\n";
  }
  const auto shown = static_cast<std::int64_t>(findings.size());
  if (found > shown) std::cout << "  and " << found - shown << " more\n";
}

bool verify_file(const AuditOptions& options) {
  std::ifstream file(options.file, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + options.file);
  const auto next_line = [&file]() -> std::optional<std::string> {
    std::string line;
    if (!std::getline(file, line)) return std::nullopt;
    return line;
  };
  const auto verified = audit::verify_evidence(next_line, read_keys(options.keys));
  std::cout << options.file << ": entries " << verified.first << " to " << verified.last;
  if (verified.checkpoint)
    std::cout << " of tenant " << verified.checkpoint->tenant << ", signed on "
              << verified.checkpoint->at.str();
  std::cout << (verified.found == 0 ? ": whole\n" : ": NOT AS SEALED\n");
  print(verified.findings, verified.found);
  return verified.found == 0;
}

bool verify_data(const AuditOptions& options) {
  const DataFolder folder(options.data);
  auto given = options.keys;
  if (given.empty()) given.push_back((options.data / "audit.key.pub").string());
  const auto keys = read_keys(std::move(given));
  std::vector<std::string> notes;
  for (const auto& path : options.checkpoints)
    notes.push_back(read_whole(path));
  const auto deadline = Deadline::in(kPatience);
  store::BatchConnection relay(folder.endpoint().as(store::Role::relay), deadline);
  std::map<std::int32_t, std::string> slugs;
  for (auto& row : store::read_rows<TenantNumber>(relay.run(deadline, kTenantNumbers)))
    slugs[row.number] = std::move(row.slug);
  bool whole = true;
  bool any = false;
  for (const auto tenant : audit::audited_tenants(relay, deadline)) {
    if (!options.tenant.empty() && slugs[tenant] != options.tenant) continue;
    any = true;
    const auto verified = audit::verify_tenant(relay, tenant, keys, notes, deadline);
    std::cout << slugs[tenant] << ": " << verified.entries << " entries, " << verified.signed_size
              << " of them signed, " << verified.checkpoints << " checkpoints"
              << (verified.found == 0 ? ": whole\n" : ": NOT AS SEALED\n");
    print(verified.findings, verified.found);
    whole = whole && verified.found == 0;
  }
  if (!any && !options.tenant.empty())
    throw std::runtime_error("there is no audit of a tenant " + options.tenant);
  return whole;
}

void run_verify(const AuditOptions& options) {
  if (!options.file.empty() && options.keys.empty())
    throw command_line::UsageError("--key", "the public key must come from somebody you trust");
  if (!(options.file.empty() ? verify_data(options) : verify_file(options)))
    throw std::runtime_error("the audit is not what was sealed");
}

}  // namespace

void add_audit_command(command_line::Command& program) {
  auto options = std::make_shared<AuditOptions>();
  auto audit = program.subcommand("audit", "Commands on the audit");
  audit.group("Running a server");
  audit.require_subcommand();
  auto verify = audit.subcommand(
      "verify", "Check that no entry of the audit was changed, dropped, added or moved");
  const auto data = verify.option("--data", options->data, "Folder of all data").shows_default();
  verify.option("--tenant", options->tenant, "Only of the tenant with this slug");
  verify.option("--file", options->file, "A file of evidence, instead of a data folder")
      .excludes(data);
  verify.option("--key", options->keys, "A public key, or the file that holds it");
  verify.option("--checkpoint", options->checkpoints,
                "A file with a checkpoint that was kept elsewhere; give --tenant with it");
  verify.action([options] { run_verify(*options); });
}

}  // namespace sangam::apps
