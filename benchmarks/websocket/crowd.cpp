#include "benchmarks/websocket/crowd.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "benchmarks/load/moment.h"
#include "kernel/http/websocket/frame.h"

namespace sangam::benchmarks::websocket {

namespace {

constexpr std::size_t kUnderWayMost = 200;
constexpr std::size_t kOfOneAddress = 20'000;
constexpr std::size_t kBuffer = 256 * 1024;
constexpr int kLook = 100;                              // milliseconds
constexpr std::int64_t kOpenPatience = 10'000'000'000;  // nanoseconds without any progress
constexpr std::string_view kEndOfHead = "\r\n\r\n";

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

// Whether the head of the frame is there, so that its length is known.
bool knows_length(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto mark = static_cast<unsigned char>(bytes[1]);
  return bytes.size() >= (mark < 126 ? 2U : mark == 126 ? 4U : 10U);
}

}  // namespace

std::string text_frame(std::string_view text) {
  std::string plain;
  http::websocket::append_frame(plain, http::websocket::Opcode::text, text);
  const std::size_t head = plain.size() - text.size();
  plain[1] = static_cast<char>(static_cast<unsigned char>(plain[1]) | 0x80U);
  return plain.insert(head, 4, '\0');
}

Crowd::Crowd(Target target)
    : target_(std::move(target)),
      handshake_("GET " + target_.path + " HTTP/1.1\r\nHost: " + target_.host +
                 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 target_.fields + "\r\n"),
      poller_(epoll_create1(EPOLL_CLOEXEC)),
      buffer_(kBuffer) {
  if (poller_ < 0) fail("epoll_create1");
}

Crowd::~Crowd() {
  for (const auto& member : members_)
    if (member.descriptor >= 0) ::close(member.descriptor);
  ::close(poller_);
}

void Crowd::open(std::size_t count) {
  std::size_t begun = members_.size();
  members_.resize(begun + count);
  std::size_t reached = open_;
  for (auto progress = load::monotonic_nanoseconds(); open_ < members_.size();) {
    for (; begun < members_.size() && begun - open_ < kUnderWayMost; ++begun)
      begin(begun);
    listen(kLook, [](std::size_t, std::string_view) {});
    if (std::exchange(reached, open_) != open_) progress = load::monotonic_nanoseconds();
    if (load::monotonic_nanoseconds() - progress > kOpenPatience)
      fail("no connection opens any more: " + std::to_string(open_) + " are open");
  }
}

void Crowd::begin(std::size_t index) {
  auto& member = members_[index];
  member.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (member.descriptor < 0) fail("no more sockets: raise the limit of open files");
  const int on = 1;
  setsockopt(member.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (index >= kOfOneAddress) {
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr =
        htonl(INADDR_LOOPBACK + static_cast<std::uint32_t>(index / kOfOneAddress));
    if (bind(member.descriptor, reinterpret_cast<sockaddr*>(&from), sizeof from) != 0) fail("bind");
  }
  const auto* address = reinterpret_cast<const sockaddr*>(&target_.address);
  if (connect(member.descriptor, address, sizeof target_.address) != 0 && errno != EINPROGRESS)
    fail("connect");
  epoll_event wanted{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.u64 = index}};
  if (epoll_ctl(poller_, EPOLL_CTL_ADD, member.descriptor, &wanted) != 0) fail("epoll_ctl");
}

void Crowd::send(std::size_t member, std::string_view frame) {
  const auto sent = ::send(members_[member].descriptor, frame.data(), frame.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(frame.size())) fail("a message could not be sent");
}

void Crowd::listen(int milliseconds, const Heard& heard) {
  std::array<epoll_event, 512> events;
  const int count =
      epoll_wait(poller_, events.data(), static_cast<int>(events.size()), milliseconds);
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    const auto index = static_cast<std::size_t>(event.data.u64);
    auto& member = members_[index];
    if (member.state == State::connecting && (event.events & EPOLLOUT) != 0) ask(member);
    if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) receive(index, heard);
  }
}

void Crowd::ask(Member& member) {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(member.descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) fail("a connection was refused");
  const auto sent = ::send(member.descriptor, handshake_.data(), handshake_.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(handshake_.size())) fail("a handshake could not be sent");
  member.state = State::asked;
}

void Crowd::receive(std::size_t index, const Heard& heard) {
  auto& member = members_[index];
  while (true) {
    const auto count = recv(member.descriptor, buffer_.data(), buffer_.size(), 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) fail("the server closed connection " + std::to_string(index));
    std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
    std::string together;
    if (!member.received.empty()) {
      together = std::move(member.received);
      member.received = std::string();
      bytes = together.append(bytes);
    }
    bytes.remove_prefix(take_frames(index, bytes, heard));
    if (!bytes.empty()) member.received = bytes;
  }
}

std::size_t Crowd::take_frames(std::size_t index, std::string_view bytes, const Heard& heard) {
  const std::size_t given = bytes.size();
  auto& member = members_[index];
  if (member.state != State::open) {
    const auto end = bytes.find(kEndOfHead);
    if (end == std::string_view::npos) return 0;
    if (!bytes.starts_with("HTTP/1.1 101 ")) fail("refused: " + std::string(bytes.substr(0, 200)));
    bytes.remove_prefix(end + kEndOfHead.size());
    member.state = State::open;
    ++open_;
  }
  while (knows_length(bytes) && bytes.size() >= http::websocket::frame_length(bytes)) {
    const std::size_t length = http::websocket::frame_length(bytes);
    const auto mark = static_cast<unsigned char>(bytes[1]);
    const std::size_t head = mark < 126 ? 2 : mark == 126 ? 4 : 10;
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (first == 0x88) fail("the server says goodbye: " + std::string(bytes.substr(4, length - 4)));
    if (first == 0x81) heard(index, bytes.substr(head, length - head));
    bytes.remove_prefix(length);
  }
  return given - bytes.size();
}

}  // namespace sangam::benchmarks::websocket
