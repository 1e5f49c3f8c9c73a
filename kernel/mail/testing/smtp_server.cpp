#include "kernel/mail/testing/smtp_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

#include "base/assert.h"
#include "kernel/mail/testing/smtp_conversation.h"
#include "kernel/store/testing/temporary_folder.h"

namespace sangam::mail::testing {

struct SmtpServer::State {
  SmtpServerSettings settings;
  store::testing::TemporaryFolder folder;
  std::filesystem::path authorities = folder.path() / "authorities.pem";
  std::unique_ptr<SSL_CTX, FreeTls> tls = make_tls_context(authorities);
  int listener = -1;
  std::uint16_t port = 0;
  std::atomic<int> client{-1};
  std::atomic<std::size_t> connections{0};
  mutable std::mutex mutex;
  std::vector<ReceivedMail> received;
  std::jthread thread;

  void serve();
};

void SmtpServer::State::serve() {
  while (true) {
    const int socket = accept(listener, nullptr, nullptr);
    if (socket < 0) return;
    client = socket;
    ++connections;
    Conversation(socket, settings, tls.get(), [this](const ReceivedMail& mail) {
      const std::lock_guard lock(mutex);
      received.push_back(mail);
    }).hold();
    client = -1;
    close(socket);
  }
}

SmtpServer::SmtpServer(SmtpServerSettings settings) : state_(std::make_unique<State>()) {
  // As the program does: a peer that hangs up is an error of the write, not our end.
  std::signal(SIGPIPE, SIG_IGN);
  auto& s = *state_;
  s.settings = std::move(settings);
  s.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  SANGAM_ASSERT(bind(s.listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
  SANGAM_ASSERT(listen(s.listener, 16) == 0);
  SANGAM_ASSERT(getsockname(s.listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  s.port = ntohs(address.sin_port);
  s.thread = std::jthread([&s] { s.serve(); });
}

SmtpServer::~SmtpServer() {
  auto& s = *state_;
  shutdown(s.listener, SHUT_RDWR);
  if (const int client = s.client; client >= 0) shutdown(client, SHUT_RDWR);
  s.thread.join();
  close(s.listener);
}

std::uint16_t SmtpServer::port() const { return state_->port; }

std::vector<ReceivedMail> SmtpServer::received() const {
  const std::lock_guard lock(state_->mutex);
  return state_->received;
}

std::size_t SmtpServer::connections() const { return state_->connections; }

const std::filesystem::path& SmtpServer::authorities() const { return state_->authorities; }

}  // namespace sangam::mail::testing
