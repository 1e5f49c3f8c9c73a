#pragma once

// Transport over a TCP socket.

#include "kernel/http/transport.h"
#include "kernel/runtime/stream_watch.h"

namespace sangam::http {

// Owns the (non-blocking) descriptor.
class TcpTransport final : public Transport {
 public:
  TcpTransport(runtime::EventLoop& loop, int fd);
  ~TcpTransport() override;

  IoResult read(std::span<char> into) override;
  IoResult write(std::span<const iovec> pieces) override;
  bool can_read() const noexcept override { return can_read_; }
  bool can_write() const noexcept override { return can_write_; }
  void set_listener(TransportListener* listener) noexcept override { listener_ = listener; }
  void finish_writing() noexcept override;
  void cut() noexcept override;

 private:
  // Closes last, after the watch is gone.
  struct Descriptor {
    int fd;
    ~Descriptor();
  };

  static void on_events(void* self, runtime::StreamEvents events);

  Descriptor descriptor_;
  runtime::StreamWatch watch_;
  TransportListener* listener_ = nullptr;
  bool can_read_ = true;
  bool can_write_ = true;
  bool hang_up_ = false;
};

}  // namespace sangam::http
