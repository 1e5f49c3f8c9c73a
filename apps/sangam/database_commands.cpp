#include "apps/sangam/database_commands.h"

#include <iostream>
#include <memory>

#include "apps/sangam/data_folder.h"
#include "apps/sangam/modules.h"
#include "base/command_line/command_line.h"
#include "base/id.h"
#include "kernel/store/backup.h"
#include "suites/ledger/accounts/types.h"
#include "suites/ledger/accounts/verify.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;

constexpr std::chrono::hours kPatience{6};

struct DatabaseOptions {
  std::filesystem::path data = "data";
  std::filesystem::path backups = "backups";
  std::string time;
  bool plan = false;
};

void run_migrate(const DatabaseOptions& options) {
  const DataFolder folder(options.data);
  if (!options.plan) {
    const auto applied =
        store::migrate(folder.endpoint(), migrations(false), Deadline::in(kPatience));
    std::cout << applied << " schema files applied\n";
    return;
  }
  const auto planned = store::plan(folder.endpoint(), migrations(false), Deadline::in(kPatience));
  for (const auto& file : planned)
    std::cout << "-- " << file.module << "/schema/" << file.file << "\n" << file.sql << "\n";
  if (planned.empty()) std::cout << "-- nothing to apply\n";
}

void run_backup(const DatabaseOptions& options) {
  const DataFolder folder(options.data);
  const auto made = store::backup(folder.cluster(), options.backups, Deadline::in(kPatience));
  std::cout << "backup " << made.string() << "\n";
}

void run_restore(const DatabaseOptions& options) {
  store::RestoreSettings settings;
  settings.root = options.backups;
  settings.directory = options.data;
  if (!options.time.empty()) {
    Timestamp time;
    if (auto fault = Timestamp::parse(options.time, time))
      throw command_line::UsageError("--to", fault->detail);
    settings.time = time;
  }
  const auto base = store::restore(settings);
  const DataFolder folder(options.data);
  std::cout << "restored " << options.data.string() << " from " << base.string() << "\n";
}

void run_verify(const DatabaseOptions& options) {
  const DataFolder folder(options.data);
  store::BatchConnection lane(folder.endpoint().as(store::Role::lane), Deadline::in(kPatience));
  bool whole = true;
  for (const auto& ledger : suites::ledger::verify_ledgers(lane, Deadline::in(kPatience))) {
    std::cout << suites::ledger::LedgerId{ledger.id}.str() << " " << ledger.name << ": ";
    if (!ledger.broken) {
      std::cout << ledger.rows << " rows, chain whole\n";
      continue;
    }
    whole = false;
    std::cout << "BROKEN at row " << ledger.broken->row << " ("
              << suites::ledger::TransferId{ledger.broken->id}.str()
              << "): " << engines::ledger::name(ledger.broken->reason) << "\n";
  }
  if (!whole) throw std::runtime_error("a ledger's hash chain is broken");
}

}  // namespace

void add_database_commands(command_line::Command& program) {
  auto options = std::make_shared<DatabaseOptions>();
  const auto with_data = [&](command_line::Command command) {
    command.option("--data", options->data, "Folder of all data").shows_default();
    return command;
  };
  const auto with_backups = [&](command_line::Command command) {
    command.option("--backups", options->backups, "Folder of backups").shows_default();
    return with_data(command);
  };
  auto migrate = with_data(program.subcommand("migrate", "Bring the schema up to date"));
  migrate.flag("--plan", options->plan, "Print the SQL instead of running it");
  migrate.action([options] { run_migrate(*options); });
  auto backup =
      with_backups(program.subcommand("backup", "Make a verified base backup, archive on"));
  backup.action([options] { run_backup(*options); });
  auto restore =
      with_backups(program.subcommand("restore", "Restore a backup into an empty data folder"));
  restore.option("--to", options->time, "The moment to return to, RFC 3339");
  restore.action([options] { run_restore(*options); });
  auto ledger = program.subcommand("ledger", "Commands on the ledger's data");
  ledger.require_subcommand();
  for (auto command : {migrate, backup, restore, ledger})
    command.group("Running a server");
  auto verify = with_data(ledger.subcommand("verify", "Check the hash chain of every ledger"));
  verify.action([options] { run_verify(*options); });
}

}  // namespace sangam::apps
