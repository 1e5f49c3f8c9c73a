#include "benchmarks/websocket/publisher.h"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>
#include <utility>

#include "benchmarks/load/moment.h"

namespace sangam::benchmarks::websocket {

namespace {

// The text of a note, about as long as people write.
std::string text_of(std::int64_t number) {
  return "at=" + std::to_string(load::monotonic_nanoseconds()) + " k=" + std::to_string(number) +
         " something that has happened and that everybody here wants to hear of";
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view kField = "ontent-Length: ";
  const auto at = head.find(kField);
  std::size_t length = 0;
  if (at != std::string_view::npos)
    std::from_chars(head.data() + at + kField.size(), head.data() + head.size(), length);
  return length;
}

}  // namespace

Publisher::Publisher(const Target& target, std::string path, std::int64_t count,
                     std::function<bool(std::int64_t)> may_go)
    : target_(target),
      path_(std::move(path)),
      count_(count),
      may_go_(std::move(may_go)),
      descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int on = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto* address = reinterpret_cast<const sockaddr*>(&target_.address);
  if (connect(descriptor_, address, sizeof target_.address) != 0)
    throw std::runtime_error("the publisher was refused");
  thread_ = std::thread([this] { run(); });
}

Publisher::~Publisher() {
  stop();
  thread_.join();
  ::close(descriptor_);
}

void Publisher::check() {
  const std::lock_guard lock(mutex_);
  if (failure_) std::rethrow_exception(failure_);
}

void Publisher::run() {
  try {
    for (std::int64_t number = 0; number < count_ && !stopping_;) {
      if (!may_go_(number)) {
        usleep(100);
        continue;
      }
      post(number++);
      ++sent_;
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
}

void Publisher::post(std::int64_t number) {
  const std::string body = R"({"text":")" + text_of(number) + "\"}";
  const std::string request =
      "POST " + path_ + " HTTP/1.1\r\nHost: " + target_.host + "\r\n" + target_.fields +
      "Content-Type: application/json\r\nIdempotency-Key: " +
      std::to_string(load::unix_milliseconds()) + "-" + std::to_string(number) +
      "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size()))
    throw std::runtime_error("a message could not be published");
  std::string answer;
  while (true) {
    const auto end = answer.find("\r\n\r\n");
    if (end != std::string::npos && answer.size() >= end + 4 + content_length(answer)) break;
    char bytes[4096];
    const auto count = recv(descriptor_, bytes, sizeof bytes, 0);
    if (count <= 0) throw std::runtime_error("the publisher lost its connection");
    answer.append(bytes, static_cast<std::size_t>(count));
  }
  if (!answer.starts_with("HTTP/1.1 2"))
    throw std::runtime_error("not published: " + answer.substr(0, 500));
}

}  // namespace sangam::benchmarks::websocket
