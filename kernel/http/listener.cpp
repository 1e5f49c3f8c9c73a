#include "kernel/http/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>

namespace sangam::http {
namespace {

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kRetry{200};

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);

  sockaddr* get() noexcept { return reinterpret_cast<sockaddr*>(&storage); }
};

SocketAddress parse_address(const std::string& text, std::uint16_t port) {
  SocketAddress address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (::inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    address.length = sizeof(sockaddr_in);
  } else if (::inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    address.length = sizeof(sockaddr_in6);
  } else {
    throw std::invalid_argument("not a numeric address: " + text);
  }
  return address;
}

[[noreturn]] void fail(int fd, const std::string& what) {
  const int error = errno;
  if (fd >= 0) ::close(fd);
  throw std::system_error(error, std::system_category(), what);
}

void set_option(int fd, int level, int option) {
  const int on = 1;
  if (::setsockopt(fd, level, option, &on, sizeof on) != 0) fail(fd, "setsockopt");
}

}  // namespace

int open_listener(const std::string& address, std::uint16_t port) {
  SocketAddress target = parse_address(address, port);
  const int fd = ::socket(target.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) fail(fd, "socket");
  set_option(fd, SOL_SOCKET, SO_REUSEADDR);
  set_option(fd, SOL_SOCKET, SO_REUSEPORT);
  if (::bind(fd, target.get(), target.length) != 0) {
    fail(fd, "bind " + address + " port " + std::to_string(port));
  }
  if (::listen(fd, kBacklog) != 0) fail(fd, "listen");
  return fd;
}

std::uint16_t port_of(int listener) {
  SocketAddress address;
  if (::getsockname(listener, address.get(), &address.length) != 0) fail(-1, "getsockname");
  return address.storage.ss_family == AF_INET6
             ? ntohs(reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port)
             : ntohs(reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port);
}

std::string peer_address(int socket) {
  SocketAddress address;
  if (::getpeername(socket, address.get(), &address.length) != 0) return {};
  char text[INET6_ADDRSTRLEN] = {};
  if (address.storage.ss_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(&address.storage)->sin_addr, text,
                sizeof text);
    return text;
  }
  const in6_addr& v6 = reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) {
    ::inet_ntop(AF_INET, &v6.s6_addr[12], text, sizeof text);
  } else {
    ::inet_ntop(AF_INET6, &v6, text, sizeof text);
  }
  return text;
}

Listener::Descriptor::~Descriptor() { ::close(fd); }

Listener::Listener(runtime::EventLoop& loop, int fd, Callback accepted, void* context)
    : accepted_(accepted),
      context_(context),
      descriptor_{fd},
      watch_(
          loop, fd,
          [](void* self, runtime::StreamEvents) { static_cast<Listener*>(self)->accept_waiting(); },
          this),
      retry_(loop, [](void* self) { static_cast<Listener*>(self)->accept_waiting(); }, this) {}

Listener::~Listener() = default;

void Listener::accept_waiting() {
  while (true) {
    const int socket = ::accept4(descriptor_.fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      accepted_(context_, socket);
      continue;
    }
    if (errno == EAGAIN) return;
    // Out of descriptors or memory: no edge will come for those that wait, so look again later.
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      retry_.arm(kRetry);
      return;
    }
    // Anything else concerns the one connection that failed while it waited.
  }
}

}  // namespace sangam::http
