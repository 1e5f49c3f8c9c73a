#include "kernel/store/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "kernel/store/cluster_files.h"
#include "kernel/store/file_lock.h"

namespace sangam::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view kPrefix = "base-";
constexpr Statement kNow{
    "store.backup_end",
    // Rounded up: a moment at or after this one certainly lies behind the end of the backup.
    "select to_char(clock_timestamp() at time zone 'UTC' + interval '1 microsecond',"
    " 'YYYYMMDD\"T\"HH24MISS.US\"Z\"') as text",
    Scope::platform};
constexpr Statement kSwitch{"store.switch_wal",
                            "select pg_catalog.pg_walfile_name(pg_catalog.pg_switch_wal())",
                            Scope::platform};

[[noreturn]] void fail(const std::string& what) { throw Error(Code::unavailable, what); }

fs::path archive_of(const fs::path& root) { return root / "wal"; }

void make_folder(const fs::path& folder, const OsUser& user) {
  fs::create_directories(folder);
  give_to(folder, user);
  fs::permissions(folder, fs::perms::owner_all);
}

// Runs one of PostgreSQL's programs as the cluster's user; its words go into the error.
void run_tool(std::vector<std::string> arguments, const OsUser& user, const fs::path& output,
              runtime::Deadline deadline) {
  fs::remove(output);
  const std::string program = fs::path(arguments.front()).filename();
  const int status =
      run_child({.arguments = std::move(arguments), .user = user, .output = output}, deadline);
  if (status != 0) fail(program + " failed: " + file_tail(output));
  fs::remove(output);
}

// Every segment from now on goes to this root.
void direct_archive(const RunningCluster& cluster, const fs::path& root) {
  const fs::path link = cluster.directory / "archive";
  const fs::path fresh = cluster.directory / "archive.new";
  fs::remove(fresh);
  fs::create_directory_symlink(archive_of(root), fresh);
  fs::rename(fresh, link);
}

struct Parts {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::microseconds> clock;
};

// PostgreSQL counts microseconds.
Parts parts_of(Timestamp moment) {
  const auto time =
      std::chrono::floor<std::chrono::microseconds>(std::chrono::sys_time<std::chrono::nanoseconds>(
          std::chrono::nanoseconds(moment.nanoseconds)));
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return {std::chrono::year_month_day(day), std::chrono::hh_mm_ss(time - day)};
}

// "base-20261121T091500.123456Z" for a moment, so that names compare as times do.
std::string folder_name(Timestamp moment) {
  const auto [date, clock] = parts_of(moment);
  return fmt::format("{}{:04}{:02}{:02}T{:02}{:02}{:02}.{:06}Z", kPrefix,
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

// PostgreSQL's text of a moment.
std::string postgres_time(Timestamp moment) {
  const auto [date, clock] = parts_of(moment);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}+00", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

fs::path choose_base(const RestoreSettings& settings) {
  auto all = backups(settings.root);
  if (settings.time) {
    const std::string latest = folder_name(*settings.time);
    std::erase_if(all, [&](const fs::path& base) { return base.filename() > latest; });
  }
  if (all.empty())
    throw Error(Code::not_found, "no base backup below " + settings.root.string() +
                                     " is old enough for that moment");
  return all.back();
}

std::string recovery_configuration(const RestoreSettings& settings) {
  std::string command = "cp " + archive_of(fs::absolute(settings.root)).string() + "/%f %p";
  if (settings.last_segments)
    command += " || cp " + fs::absolute(*settings.last_segments).string() + "/%f %p";
  std::string text = "restore_command = '" + command + "'\n";
  // No sessions before the moment is reached, and no comparison of settings with the lost server's.
  text += "hot_standby = 'off'\nrecovery_target_action = 'promote'\n";
  if (settings.time) text += "recovery_target_time = '" + postgres_time(*settings.time) + "'\n";
  return text;
}

}  // namespace

fs::path backup(const RunningCluster& cluster, const fs::path& given_root,
                runtime::Deadline deadline) {
  const fs::path root = fs::absolute(given_root);
  require_plain_path(root);
  const FileLock lock(cluster.directory / "backup.lock",
                      "a backup of " + cluster.directory.string() + " is being made already");
  const OsUser user = cluster_os_user(cluster.directory);
  const Binaries binaries = find_binaries();
  make_folder(root, user);
  make_folder(archive_of(root), user);
  direct_archive(cluster, root);

  const fs::path partial = root / "partial";
  const fs::path words = cluster.directory / "log" / "backup.log";
  fs::remove_all(partial);
  try {
    run_tool({(binaries.directory / "pg_basebackup").string(), "-h",
              cluster.socket_directory.string(), "-U", "sangam_backup", "-D", partial.string(),
              "-X", "stream", "-c", "fast", "--no-password"},
             user, words, deadline);
    run_tool({(binaries.directory / "pg_verifybackup").string(), partial.string()}, user, words,
             deadline);
  } catch (...) {
    fs::remove_all(partial);
    throw;
  }
  BatchConnection connection(cluster.maintenance.as(Role::root), deadline);
  const Result end = connection.run(deadline, kNow);
  const fs::path base = root / (std::string(kPrefix) + std::string(end.value(0, 0)));
  fs::rename(partial, base);
  return base;
}

std::vector<fs::path> backups(const fs::path& root) {
  std::vector<fs::path> all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(root, none))
    if (entry.path().filename().string().starts_with(kPrefix)) all.push_back(entry.path());
  std::ranges::sort(all);
  return all;
}

fs::path restore(const RestoreSettings& settings) {
  require_plain_path(fs::absolute(settings.root));
  if (settings.last_segments) require_plain_path(fs::absolute(*settings.last_segments));
  const fs::path base = choose_base(settings);
  const ClusterPaths paths(settings.directory);
  if (fs::exists(paths.data))
    throw Error(Code::conflict, paths.data.string() + " exists already: restore to a new folder");
  fs::create_directories(settings.directory);
  adopt_data(base, settings.directory);

  const OsUser user = cluster_os_user(paths.home);
  std::ofstream(paths.data / "postgresql.auto.conf", std::ios::trunc)
      << recovery_configuration(settings);
  std::ofstream(paths.data / "recovery.signal").close();
  for (const auto* file : {"postgresql.auto.conf", "recovery.signal"})
    give_to(paths.data / file, user);
  return base;
}

void archive_now(const RunningCluster& cluster, runtime::Deadline deadline) {
  BatchConnection connection(cluster.maintenance.as(Role::root), deadline);
  const Result segment = connection.run(deadline, kSwitch);
  const fs::path file = cluster.directory / "archive" / std::string(segment.value(0, 0));
  while (!fs::exists(file)) {
    if (deadline.passed()) fail("the archive did not take " + file.string() + " in time");
    std::this_thread::sleep_for(10ms);
  }
}

}  // namespace sangam::store
