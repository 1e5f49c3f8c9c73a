#include "kernel/store/cluster.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <future>
#include <thread>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/store/cluster_files.h"
#include "kernel/store/file_lock.h"
#include "kernel/telemetry/log.h"

namespace sangam::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kOldestVersion = 15;
constexpr auto kReadinessPoll = 2ms;
constexpr auto kStopPatience = 30s;
constexpr auto kShortestPause = 100ms;
constexpr auto kLongestPause = 10'000ms;
constexpr auto kSoundAfter = 60s;  // up this long, the next death starts with the shortest pause
constexpr std::uintmax_t kLogLimit = 64U << 20;

[[noreturn]] void fail(const std::string& what) { throw Error(Code::unavailable, what); }

// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  void reset() {
    if (number_ >= 0) close(std::exchange(number_, -1));
  }
  int get() const noexcept { return number_; }

 private:
  int number_;
};

// With the lock in our hands, a PostgreSQL that still runs here has lost its server and is shutting
// down by the signal of its parent's death; one that missed the signal gets it now.
void await_orphan(const ClusterPaths& paths, runtime::Deadline deadline) {
  const auto reminder = runtime::Deadline::in(1s);
  bool reminded = false;
  while (const auto orphan = read_postmaster(paths.data)) {
    if (deadline.passed())
      fail("PostgreSQL, process " + std::to_string(orphan->process_id) +
           ", still runs on this folder and does not stop");
    if (reminder.passed() && !std::exchange(reminded, true)) kill(orphan->process_id, SIGINT);
    std::this_thread::sleep_for(5ms);
  }
}

void rotate_log(const ClusterPaths& paths) {
  std::error_code ignored;
  if (fs::file_size(paths.log_file, ignored) > kLogLimit && !ignored)
    fs::rename(paths.log_file, paths.log_file.string() + ".1", ignored);
}

std::string quoted(const std::string& value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

Endpoint endpoint_of(const fs::path& socket, const std::string& database) {
  return {"host=" + quoted(socket.string()) + " port=5432 dbname=" + quoted(database)};
}

}  // namespace

Binaries find_binaries() {
  Binaries best;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version > best.version && fs::exists(entry.path() / "bin" / "postgres"))
      best = {entry.path() / "bin", version};
  }
  if (best.version < kOldestVersion)
    fail("PostgreSQL 15 or later is not installed: apt-get install postgresql-15");
  return best;
}

struct Cluster::State {
  explicit State(ClusterSettings given) : settings(std::move(given)), paths(settings.directory) {}

  void supervise(std::promise<void>& started);
  pid_t launch();
  // After a death: 0 when even starting failed; the next try follows after a pause.
  pid_t relaunch() noexcept;
  // True when we are told to stop within `time`.
  bool told_to_stop(runtime::milliseconds time) const;
  // True when the process ended, false when we are told to stop first.
  bool wait_for_end(int process) const;
  void shut_down(pid_t process) const;

  ClusterSettings settings;
  ClusterPaths paths;
  OsUser user;
  Binaries binaries;
  FileLock lock;  // held while we supervise: two servers never share a folder
  Descriptor stop_event;
  std::thread supervisor;
  std::atomic<int> process_id{0};
  std::atomic<std::uint64_t> restarts{0};
};

pid_t Cluster::State::launch() {
  rotate_log(paths);
  const pid_t process = start_child(
      {.arguments = {(binaries.directory / "postgres").string(), "-D", paths.data.string()},
       .user = user,
       .working_directory = paths.data,
       .output = paths.log_file});
  process_id = process;
  return process;
}

pid_t Cluster::State::relaunch() noexcept {
  try {
    log::warning("PostgreSQL died and is started again", {{"times", std::to_string(restarts)}});
    return launch();
  } catch (const Error& error) {
    log::error("PostgreSQL cannot be started", {{"reason", error.detail}});
    return 0;
  }
}

bool Cluster::State::told_to_stop(runtime::milliseconds time) const {
  pollfd descriptor{stop_event.get(), POLLIN, 0};
  return poll(&descriptor, 1, static_cast<int>(time.count())) > 0;
}

bool Cluster::State::wait_for_end(int process) const {
  const Descriptor handle(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
  SANGAM_ASSERT(handle.get() >= 0);
  pollfd descriptors[] = {{handle.get(), POLLIN, 0}, {stop_event.get(), POLLIN, 0}};
  while (poll(descriptors, 2, -1) <= 0)
    SANGAM_ASSERT(errno == EINTR);
  return descriptors[1].revents == 0;
}

void Cluster::State::shut_down(pid_t process) const {
  const auto patience = runtime::Deadline::in(kStopPatience);
  kill(process, SIGINT);
  for (;;) {
    int status = 0;
    if (waitpid(process, &status, WNOHANG) != 0) return;
    // Immediate shutdown: the next start recovers from the log.
    if (patience.passed()) kill(process, SIGQUIT);
    std::this_thread::sleep_for(2ms);
  }
}

// The whole life of the supervising thread. PostgreSQL is bound to this thread, not to the process'
// main one, so that a restart after a death needs nobody else.
void Cluster::State::supervise(std::promise<void>& started) {
  pid_t process = 0;
  try {
    process = launch();
    started.set_value();
  } catch (...) {
    started.set_exception(std::current_exception());
    return;
  }
  runtime::milliseconds pause = kShortestPause;
  auto sound = runtime::Deadline::in(kSoundAfter);
  while (process == 0 || wait_for_end(process)) {
    if (process != 0) waitpid(process, nullptr, 0);
    process_id = 0;
    if (sound.passed()) pause = kShortestPause;
    if (told_to_stop(pause)) return;
    pause = std::min<runtime::milliseconds>(pause * 2, kLongestPause);
    sound = runtime::Deadline::in(kSoundAfter);
    ++restarts;
    process = relaunch();
  }
  process_id = 0;
  shut_down(process);
}

Cluster::Cluster(ClusterSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}

Cluster::~Cluster() { stop(); }

void Cluster::start(runtime::Deadline deadline) {
  State& state = *state_;
  SANGAM_ASSERT(!state.supervisor.joinable());
  require_plain_path(state.paths.home);
  state.binaries = find_binaries();
  fs::create_directories(state.paths.home.parent_path());
  state.user = cluster_os_user(state.paths.home);
  make_folders(state.paths, state.user);
  state.lock =
      FileLock(state.paths.lock, state.paths.home.string() + " is in use by another server");
  create_cluster(state.paths, state.user, state.binaries, state.settings.durable, deadline);
  await_orphan(state.paths, deadline);
  write_configuration(state.paths, state.user, state.settings);
  state.stop_event = Descriptor(eventfd(0, EFD_CLOEXEC));

  std::promise<void> started;
  state.supervisor = std::thread([&] { state.supervise(started); });
  started.get_future().get();
  const int process = state.process_id;
  for (;;) {
    const auto postmaster = read_postmaster(state.paths.data);
    if (postmaster && postmaster->ready && postmaster->process_id == process) return;
    const bool died = state.process_id != process;
    if (died || deadline.passed()) {
      stop();
      fail(std::string(died ? "PostgreSQL did not start: " : "PostgreSQL was not ready in time: ") +
           file_tail(state.paths.log_file));
    }
    std::this_thread::sleep_for(kReadinessPoll);
  }
}

void Cluster::stop() {
  State& state = *state_;
  if (!state.supervisor.joinable()) return;
  const std::uint64_t one = 1;
  SANGAM_ASSERT(write(state.stop_event.get(), &one, sizeof one) == sizeof one);
  state.supervisor.join();
  state.lock.release();
}

Endpoint Cluster::endpoint() const {
  return endpoint_of(state_->paths.socket, state_->settings.database);
}

Endpoint Cluster::maintenance_endpoint() const {
  return endpoint_of(state_->paths.socket, "postgres");
}

const fs::path& Cluster::directory() const noexcept { return state_->paths.home; }
fs::path Cluster::data_directory() const { return state_->paths.data; }
const fs::path& Cluster::socket_directory() const noexcept { return state_->paths.socket; }
int Cluster::process_id() const noexcept { return state_->process_id; }
std::uint64_t Cluster::restarts() const noexcept { return state_->restarts; }

RunningCluster Cluster::running() const {
  return {directory(), socket_directory(), endpoint(), maintenance_endpoint()};
}

std::optional<RunningCluster> running_cluster(const fs::path& directory,
                                              const std::string& database) {
  const ClusterPaths paths(directory);
  const auto postmaster = read_postmaster(paths.data);
  if (!postmaster || !postmaster->ready) return std::nullopt;
  return RunningCluster{paths.home, postmaster->socket, endpoint_of(postmaster->socket, database),
                        endpoint_of(postmaster->socket, "postgres")};
}

}  // namespace sangam::store
