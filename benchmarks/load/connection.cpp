#include "benchmarks/load/connection.h"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/assert.h"

namespace sangam::benchmarks::load {

bool Connection::open(const sockaddr_in& address) {
  close();
  descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const int on = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (connect(descriptor_, generic, sizeof address) != 0 && errno != EINPROGRESS) {
    close();
    return false;
  }
  state_ = State::connecting;
  parser_.reset();
  return true;
}

void Connection::close() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  state_ = State::closed;
  unsent_.clear();
}

Connection::Event Connection::send(std::string_view request, std::int64_t started) {
  SANGAM_ASSERT(state_ == State::idle);
  started_ = started;
  parser_.reset();
  state_ = State::waiting;
  const auto sent = ::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) return Event::failed;
  const auto done = sent < 0 ? 0 : static_cast<std::size_t>(sent);
  if (done < request.size()) {
    unsent_ = request.substr(done);
    state_ = State::sending;
  }
  return Event::none;
}

Connection::Event Connection::on_ready(bool readable, bool writable, std::string& buffer) {
  if (state_ == State::connecting) return finish_connecting();
  if (writable && state_ == State::sending) {
    if (const Event event = continue_sending(); event == Event::failed) return event;
  }
  return readable ? receive(buffer) : Event::none;
}

std::uint64_t Connection::take_received() noexcept { return std::exchange(received_, 0); }

Connection::Event Connection::finish_connecting() {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return Event::failed;
  state_ = State::idle;
  return Event::opened;
}

Connection::Event Connection::continue_sending() {
  const auto sent = ::send(descriptor_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN ? Event::none : Event::failed;
  unsent_.erase(0, static_cast<std::size_t>(sent));
  if (unsent_.empty()) state_ = State::waiting;
  return Event::none;
}

Connection::Event Connection::receive(std::string& buffer) {
  const auto count = recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (count < 0) return errno == EAGAIN ? Event::none : Event::failed;
  if (count == 0) {
    const bool complete = parser_.finish() == ResponseParser::Progress::complete;
    return complete && is_busy() ? answered() : Event::failed;
  }
  received_ += static_cast<std::uint64_t>(count);
  // Bytes nobody asked for mean that requests and answers no longer match.
  if (state_ == State::idle) return Event::failed;
  switch (parser_.feed({buffer.data(), static_cast<std::size_t>(count)})) {
    case ResponseParser::Progress::more:
      return Event::none;
    case ResponseParser::Progress::malformed:
      return Event::failed;
    case ResponseParser::Progress::complete:
      break;
  }
  return answered();
}

// An answer that ends the connection, or comes before the whole request was sent, closes it.
Connection::Event Connection::answered() {
  if (state_ == State::sending || !parser_.keeps_connection()) close();
  else state_ = State::idle;
  return Event::answered;
}

}  // namespace sangam::benchmarks::load
