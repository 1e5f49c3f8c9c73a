#include "kernel/lane/testing/fault_gate.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <mutex>
#include <vector>

#include "base/assert.h"

namespace sangam::lane::testing {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view kSocketName = "/.s.PGSQL.5432";
// PostgreSQL has carried out an exchange when it has answered and then said nothing for this long.
constexpr int kQuietMilliseconds = 60;
constexpr auto kLinger = 400ms;

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  SANGAM_ASSERT(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

bool write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Empty: the peer has closed.
std::string read_some(int socket) {
  std::string bytes(256 * 1024, '\0');
  const auto got = recv(socket, bytes.data(), bytes.size(), 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

bool readable(int socket, int milliseconds) {
  pollfd descriptor{socket, POLLIN, 0};
  return poll(&descriptor, 1, milliseconds) > 0;
}

// "host=FOLDER rest" -> FOLDER
std::string folder_of(const std::string& conninfo) {
  SANGAM_ASSERT(conninfo.starts_with("host="));
  return conninfo.substr(5, conninfo.find(' ') - 5);
}

}  // namespace

struct FaultGate::State {
  std::string target;
  std::atomic<bool> stopping{false};
  std::atomic<bool> refusing{false};
  std::atomic<int> cuts{0};
  std::atomic<int> sessions_seen{0};
  std::mutex mutex;
  Cut cut = Cut::none;
  std::string word;
  std::vector<std::thread> sessions;

  Cut take_cut(std::string_view bytes) {
    const std::lock_guard lock(mutex);
    if (cut == Cut::none || bytes.find(word) == bytes.npos) return Cut::none;
    ++cuts;
    return std::exchange(cut, Cut::none);
  }
  void serve(int client);
  void carry_out(int client, int server, std::string_view bytes, Cut how);
};

// Gives the server what it may see, and lets it finish where that is the point.
void FaultGate::State::carry_out(int client, int server, std::string_view bytes, Cut how) {
  if (how == Cut::before) return;
  if (how == Cut::within) bytes = bytes.substr(0, bytes.size() / 2);
  write_all(server, bytes);
  if (how == Cut::within) return;
  // The rest of the exchange may still be on its way from the client.
  while (readable(client, kQuietMilliseconds)) {
    const auto more = read_some(client);
    if (more.empty() || !write_all(server, more)) break;
  }
  do
    read_some(server);
  while (readable(server, kQuietMilliseconds));
}

void FaultGate::State::serve(int client) {
  const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = address_of(target);
  bool alive = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  bool linger = false;
  while (alive && !stopping) {
    pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (poll(both, 2, 20) <= 0) continue;
    if (both[1].revents != 0) {
      const auto bytes = read_some(server);
      alive = !bytes.empty() && write_all(client, bytes);
    }
    if (alive && both[0].revents != 0) {
      const auto bytes = read_some(client);
      const auto how = bytes.empty() ? Cut::none : take_cut(bytes);
      alive = how == Cut::none && !bytes.empty() && write_all(server, bytes);
      if (how != Cut::none) carry_out(client, server, bytes, how);
      linger = how == Cut::linger;
    }
  }
  close(client);
  if (linger) std::this_thread::sleep_for(kLinger);
  close(server);
}

FaultGate::FaultGate(const store::Endpoint& target) : state_(std::make_shared<State>()) {
  const auto folder = folder_of(target.conninfo);
  state_->target = folder + std::string(kSocketName);
  endpoint_.conninfo =
      "host=" + folder_.path().string() + target.conninfo.substr(5 + folder.size());
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = address_of(folder_.path().string() + std::string(kSocketName));
  SANGAM_ASSERT(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  SANGAM_ASSERT(listen(listener_, 64) == 0);
  thread_ = std::thread([this] { accept_sessions(); });
}

FaultGate::~FaultGate() {
  state_->stopping = true;
  thread_.join();
  for (auto& session : state_->sessions)
    session.join();
  close(listener_);
}

void FaultGate::accept_sessions() {
  while (!state_->stopping) {
    if (!readable(listener_, 20)) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    ++state_->sessions_seen;
    if (state_->refusing) {
      close(client);
      continue;
    }
    state_->sessions.emplace_back([state = state_, client] { state->serve(client); });
  }
}

void FaultGate::cut_next(Cut cut, std::string word) {
  const std::lock_guard lock(state_->mutex);
  state_->cut = cut;
  state_->word = std::move(word);
}

void FaultGate::refuse(bool refusing) { state_->refusing = refusing; }

int FaultGate::cuts() const noexcept { return state_->cuts; }

int FaultGate::sessions() const noexcept { return state_->sessions_seen; }

}  // namespace sangam::lane::testing
