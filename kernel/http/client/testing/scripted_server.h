#pragma once

// A loopback server that answers by script, for faults that a real server does not show: each
// request gets the next answer, byte for byte; the last one is given for ever.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/assert.h"

namespace sangam::http::client::testing {

struct Answer {
  std::string bytes;
  std::chrono::milliseconds pause{0};  // before it
  bool close = false;                  // after it
};

// "HTTP/1.1 200 OK" with a body and further lines.
inline Answer answer(int status, const std::string& body = "", const std::string& lines = "") {
  return {"HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n" + lines + "\r\n" + body};
}

class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<Answer> script)
      : script_(std::move(script)), fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    SANGAM_ASSERT(::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    SANGAM_ASSERT(::listen(fd_, 64) == 0);
    socklen_t size = sizeof address;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~ScriptedServer() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stopped_.notify_all();
    ::shutdown(fd_, SHUT_RDWR);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int connection : connections_)
        ::shutdown(connection, SHUT_RDWR);
    }
    for (auto& thread : threads_)
      thread.join();
    ::close(fd_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url(const std::string& target = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + target;
  }
  std::uint16_t port() const { return port_; }
  // Another script from the next request on: for answers that name this server's address.
  void go_on_with(std::vector<Answer> script) {
    const std::lock_guard lock(mutex_);
    script_ = std::move(script);
    said_ = 0;
  }
  // The requests so far, head and body.
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::size_t connections() const { return accepted_; }

 private:
  void accept_all() {
    while (!stopping_) {
      const int connection = ::accept(fd_, nullptr, nullptr);
      if (connection < 0) continue;
      ++accepted_;
      const std::lock_guard lock(mutex_);
      connections_.push_back(connection);
      threads_.emplace_back([this, connection] { serve(connection); });
    }
  }

  // One whole request off the front of `buffer`; empty at the end of the connection.
  static std::string receive(int connection, std::string& buffer) {
    while (true) {
      const auto head = buffer.find("\r\n\r\n");
      if (head != std::string::npos) {
        const auto field = buffer.find("Content-Length: ");
        const auto length = field < head ? std::stoul(buffer.substr(field + 16)) : 0;
        const auto size = head + 4 + length;
        if (buffer.size() >= size) {
          auto request = buffer.substr(0, size);
          buffer.erase(0, size);
          return request;
        }
      }
      char bytes[65536];
      const auto count = ::recv(connection, bytes, sizeof bytes, 0);
      if (count <= 0) return {};
      buffer.append(bytes, static_cast<std::size_t>(count));
    }
  }

  // Until the pause is over or the server stops.
  void wait(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, pause, [this] { return stopping_.load(); });
  }

  void serve(int connection) {
    std::string buffer;
    while (true) {
      auto request = receive(connection, buffer);
      if (request.empty()) break;
      Answer next;
      {
        const std::lock_guard lock(mutex_);
        next = script_[std::min(said_++, script_.size() - 1)];
        requests_.push_back(std::move(request));
      }
      wait(next.pause);
      ::send(connection, next.bytes.data(), next.bytes.size(), MSG_NOSIGNAL);
      if (next.close) break;
    }
    ::shutdown(connection, SHUT_RDWR);
    const std::lock_guard lock(mutex_);
    std::erase(connections_, connection);
    ::close(connection);
  }

  std::vector<Answer> script_;
  std::size_t said_ = 0;  // of the script
  const int fd_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> accepted_{0};
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::vector<std::string> requests_;
  std::vector<int> connections_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace sangam::http::client::testing
