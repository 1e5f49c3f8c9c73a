#include "kernel/http/tcp_transport.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace sangam::http {

TcpTransport::Descriptor::~Descriptor() { ::close(fd); }

TcpTransport::TcpTransport(runtime::EventLoop& loop, int fd)
    : descriptor_{fd}, watch_(loop, fd, &TcpTransport::on_events, this) {}

TcpTransport::~TcpTransport() = default;

IoResult TcpTransport::read(std::span<char> into) {
  while (true) {
    const ssize_t count = ::recv(descriptor_.fd, into.data(), into.size(), 0);
    if (count > 0) {
      const auto bytes = static_cast<std::size_t>(count);
      // A short read emptied the socket, so the next arrival makes an edge; unless the end of input
      // came with these bytes: that edge is spent.
      if (bytes < into.size() && !hang_up_) can_read_ = false;
      return {IoStatus::done, bytes};
    }
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      can_read_ = false;
      return {IoStatus::would_block};
    }
    return {IoStatus::closed};
  }
}

IoResult TcpTransport::write(std::span<const iovec> pieces) {
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(pieces.data());  // sendmsg reads it only
  message.msg_iovlen = pieces.size();
  while (true) {
    const ssize_t count = ::sendmsg(descriptor_.fd, &message, MSG_NOSIGNAL);
    if (count >= 0) return {IoStatus::done, static_cast<std::size_t>(count)};
    if (errno == EINTR) continue;
    if (errno == EAGAIN) {
      can_write_ = false;
      return {IoStatus::would_block};
    }
    return {IoStatus::closed};
  }
}

void TcpTransport::finish_writing() noexcept { ::shutdown(descriptor_.fd, SHUT_WR); }

void TcpTransport::cut() noexcept {
  ::shutdown(descriptor_.fd, SHUT_RDWR);
  hang_up_ = can_read_ = can_write_ = true;
}

void TcpTransport::on_events(void* self, runtime::StreamEvents events) {
  auto& transport = *static_cast<TcpTransport*>(self);
  if (events.hang_up) transport.hang_up_ = true;
  if (events.readable) transport.can_read_ = true;
  if (events.writable) transport.can_write_ = true;
  if (transport.listener_ != nullptr) transport.listener_->transport_ready();
}

}  // namespace sangam::http
