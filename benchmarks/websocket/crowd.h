#pragma once

// Many WebSockets of one client, on one thread: opened, spoken to, listened to.

#include <netinet/in.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::benchmarks::websocket {

// Where to, and what goes with each handshake.
struct Target {
  sockaddr_in address{};
  std::string host;    // "127.0.0.1:8080"
  std::string path;    // "/ws"
  std::string fields;  // further fields, each with its line end
};

// A text frame as a client sends it. Its mask is zero: allowed, and it costs the client nothing.
std::string text_frame(std::string_view text);

// Throws std::runtime_error when a connection is refused or breaks, or a frame is no text.
class Crowd {
 public:
  explicit Crowd(Target target);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Opens so many, some hundred at a time, and waits until all are; beyond 20,000 from further
  // addresses of this machine, because an address has no more ports.
  void open(std::size_t count);
  std::size_t size() const noexcept { return members_.size(); }

  // The bytes of a frame, all at once.
  void send(std::size_t member, std::string_view frame);

  // Waits for messages, `milliseconds` at most, and hands each over; the text is alive within the
  // call.
  using Heard = std::function<void(std::size_t member, std::string_view text)>;
  void listen(int milliseconds, const Heard& heard);

 private:
  enum class State : std::uint8_t { connecting, asked, open };
  struct Member {
    int descriptor = -1;
    State state = State::connecting;
    std::string received;  // and not yet a whole frame
  };

  void begin(std::size_t index);
  void ask(Member& member);
  void receive(std::size_t index, const Heard& heard);
  std::size_t take_frames(std::size_t index, std::string_view bytes, const Heard& heard);

  const Target target_;
  const std::string handshake_;
  int poller_;
  std::vector<Member> members_;
  std::size_t open_ = 0;
  std::vector<char> buffer_;
};

}  // namespace sangam::benchmarks::websocket
