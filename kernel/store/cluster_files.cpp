#include "kernel/store/cluster_files.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>

#include "base/error.h"

namespace sangam::store {
namespace {

// Begins the name of a folder in which a cluster is being made, a folder a process.
constexpr std::string_view kUnfinished = "data.new.";

namespace fs = std::filesystem;

// sun_path holds 107 bytes and the file's name is ".s.PGSQL.5432".
constexpr std::size_t kLongestSocketFolder = 107 - 14;
constexpr std::string_view kPlainCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@,";

constexpr std::string_view kMappedRoles[] = {"sangam_root",      "sangam_migrate", "sangam_app",
                                             "sangam_auth",      "sangam_lane",    "sangam_relay",
                                             "sangam_custodian", "sangam_backup"};

fs::path socket_folder(const fs::path& home) {
  fs::path folder = home / "socket";
  if (folder.string().size() <= kLongestSocketFolder) return folder;
  return fs::path("/tmp") / ("sangam-" + std::to_string(std::hash<std::string>{}(home.string())));
}

[[noreturn]] void fail(const std::string& what) { throw Error(Code::unavailable, what); }

// A folder under /tmp might have been put there by somebody else: only our own, closed one will do.
void make_private_folder(const fs::path& path, const OsUser& user) {
  if (mkdir(path.c_str(), 0700) == 0) return give_to(path, user);
  struct stat status{};
  if (errno != EEXIST || lstat(path.c_str(), &status) != 0)
    fail("cannot make the folder " + path.string() + ": " + std::strerror(errno));
  if (!S_ISDIR(status.st_mode) || (status.st_uid != user.user && status.st_uid != geteuid()))
    fail(path.string() + " belongs to somebody else");
  give_to(path, user);
  if (chmod(path.c_str(), 0700) != 0) fail("cannot close the folder " + path.string());
}

void write_file(const fs::path& path, const std::string& text, const OsUser& user) {
  const fs::path fresh = path.string() + ".new";
  std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) fail("cannot write " + path.string());
  give_to(fresh, user);
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
  fs::rename(fresh, path);
}

int default_shared_buffers_mb() {
  const auto memory_mb = sysconf(_SC_PHYS_PAGES) / 1024 * sysconf(_SC_PAGESIZE) / 1024;
  return static_cast<int>(std::clamp<long>(memory_mb / 8, 128, 4096));
}

// Copies a segment so that a crash leaves no half one under its name; without an archive there is
// nothing to do. Repeating it is harmless.
std::string archive_command(const fs::path& archive) {
  const std::string to = archive.string() + "/%f";
  return "test ! -d " + archive.string() + "/. || test -f " + to + " || { cp %p " + to +
         ".part && sync " + to + ".part && mv " + to + ".part " + to + "; }";
}

std::string configuration(const ClusterPaths& paths, const ClusterSettings& settings) {
  std::string text = "# Written by sangam at every start. Changes here are lost.\n";
  const auto set = [&text](std::string_view name, const std::string& value) {
    text.append(name).append(" = '").append(value).append("'\n");
  };
  const int buffers =
      settings.shared_buffers_mb ? settings.shared_buffers_mb : default_shared_buffers_mb();
  set("listen_addresses", "");
  set("unix_socket_directories", paths.socket.string());
  set("unix_socket_permissions", "0700");
  set("max_connections", std::to_string(settings.max_connections));
  set("shared_buffers", std::to_string(buffers) + "MB");
  set("effective_cache_size", std::to_string(buffers * 4) + "MB");
  set("random_page_cost", "1.1");
  set("jit", "off");
  set("timezone", "UTC");
  set("log_timezone", "UTC");
  set("lc_messages", "C");
  set("wal_level", "replica");
  set("max_wal_senders", "4");
  set("max_wal_size", "4GB");
  set("min_wal_size", "256MB");
  set("checkpoint_timeout", "15min");
  set("archive_mode", "on");
  set("archive_command", archive_command(paths.archive));
  set("archive_timeout", "60");
  set("fsync", settings.durable ? "on" : "off");
  set("full_page_writes", settings.durable ? "on" : "off");
  set("synchronous_commit", settings.durable ? "on" : "off");
  // Errors reach our own log with the request they belong to; PostgreSQL logs its own affairs, and
  // never values.
  set("log_min_messages", "log");
  set("log_error_verbosity", "terse");
  set("log_parameter_max_length", "0");
  set("log_line_prefix", "%m [%p] %u ");
  for (const auto& [name, value] : settings.settings)
    set(name, value);
  return text;
}

std::string identities(const OsUser& user) {
  std::string text = "# map  operating system  database\n";
  std::vector<std::string> people{user.name};
  if (const auto ours = current_os_user().name; ours != user.name) people.push_back(ours);
  for (const auto& person : people)
    for (const auto role : kMappedRoles)
      text.append("sangam  \"").append(person).append("\"  ").append(role).append("\n");
  return text;
}

// Process ids are used again: only a process started on this very folder is the one meant. One that
// is ending has lost its command line; until it is gone PostgreSQL would not start beside it.
bool serves(int process_id, const fs::path& data) {
  if (process_id <= 0 || (kill(process_id, 0) != 0 && errno != EPERM)) return false;
  std::ifstream stream("/proc/" + std::to_string(process_id) + "/cmdline", std::ios::binary);
  const std::string command((std::istreambuf_iterator<char>(stream)), {});
  return command.empty() || command.find(data.string() + '\0') != std::string::npos;
}

// What processes left that were killed while they made a cluster. Their initdb may still be at work
// for a moment: what cannot be removed now is removed at another start.
void remove_unfinished(const fs::path& home) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(home))
    if (entry.path().filename().string().starts_with(kUnfinished))
      fs::remove_all(entry.path(), ignored);
}

}  // namespace

ClusterPaths::ClusterPaths(const fs::path& directory)
    : home(fs::absolute(directory) / "postgres"),
      data(home / "data"),
      socket(socket_folder(home)),
      log(home / "log"),
      log_file(log / "postgresql.log"),
      archive(home / "archive"),
      lock(home / "lock") {}

void require_plain_path(const fs::path& path) {
  if (path.string().find_first_not_of(kPlainCharacters) != std::string::npos)
    fail("the path " + path.string() +
         " contains characters that PostgreSQL's commands cannot take: use letters, digits and "
         "._-+@,");
}

void give_to(const fs::path& path, const OsUser& user) {
  if (geteuid() == 0 && lchown(path.c_str(), user.user, user.group) != 0)
    fail("cannot give " + path.string() + " to " + user.name + ": " + std::strerror(errno));
}

void make_folders(const ClusterPaths& paths, const OsUser& user) {
  for (const auto& folder : {paths.home, paths.socket, paths.log})
    make_private_folder(folder, user);
}

void create_cluster(const ClusterPaths& paths, const OsUser& user, const Binaries& binaries,
                    bool durable, runtime::Deadline deadline) {
  if (fs::exists(paths.data / "PG_VERSION")) return;
  remove_unfinished(paths.home);
  const fs::path fresh = paths.home / (std::string(kUnfinished) + std::to_string(getpid()));
  ChildSettings child{.arguments = {(binaries.directory / "initdb").string(), "-D", fresh.string(),
                                    "-U", "sangam_root", "-A", "peer", "-E", "UTF8",
                                    "--locale=C.UTF-8", "--data-checksums", "--no-instructions"},
                      .user = user,
                      .working_directory = paths.home,
                      .output = paths.log / "initdb.log"};
  if (!durable) child.arguments.emplace_back("--no-sync");
  if (run_child(child, deadline) != 0) fail("initdb failed: " + file_tail(child.output));
  fs::rename(fresh, paths.data);
}

void adopt_data(const fs::path& data, const fs::path& directory) {
  const ClusterPaths paths(directory);
  const OsUser user = cluster_os_user(paths.home);
  make_folders(paths, user);
  fs::copy(data, paths.data, fs::copy_options::recursive);
  give_to(paths.data, user);
  for (const auto& entry : fs::recursive_directory_iterator(paths.data))
    give_to(entry.path(), user);
}

void write_configuration(const ClusterPaths& paths, const OsUser& user,
                         const ClusterSettings& settings) {
  write_file(paths.data / "postgresql.conf", configuration(paths, settings), user);
  write_file(paths.data / "pg_hba.conf",
             "local all all peer map=sangam\nlocal replication sangam_backup peer map=sangam\n",
             user);
  write_file(paths.data / "pg_ident.conf", identities(user), user);
}

std::optional<Postmaster> read_postmaster(const fs::path& data) {
  std::ifstream stream(data / "postmaster.pid");
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  if (lines.empty()) return std::nullopt;
  Postmaster postmaster;
  postmaster.process_id = std::atoi(lines[0].c_str());
  if (!serves(postmaster.process_id, data)) return std::nullopt;
  if (lines.size() > 4) {
    postmaster.port = std::atoi(lines[3].c_str());
    postmaster.socket = lines[4];
  }
  postmaster.ready = lines.size() > 7 && lines[7].starts_with("ready");
  return postmaster;
}

}  // namespace sangam::store
