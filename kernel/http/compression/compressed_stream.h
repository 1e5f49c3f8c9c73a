#pragma once

// CompressedStream: a body that is made while it is sent, compressed as it is made.

#include <memory>

#include "kernel/http/compression/encoder.h"
#include "kernel/http/response.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http::compression {

// Belongs to its loop.
class CompressedStream final : public BodyStream {
 public:
  // `flush_each`: whoever reads it gets each piece as soon as it is made, which costs some bytes a
  // piece; else what was made goes out when it is worth a write, or `inner` asks for it by an empty
  // piece.
  CompressedStream(std::unique_ptr<BodyStream> inner, runtime::EventLoop& loop,
                   std::unique_ptr<Encoder> encoder, bool flush_each);

  Task<bool> next(std::string& piece) override;
  void stop() override { inner_->stop(); }

 private:
  const std::unique_ptr<BodyStream> inner_;
  runtime::EventLoop& loop_;
  const std::unique_ptr<Encoder> encoder_;
  const bool flush_each_;
  std::string plain_;
  bool ended_ = false;
};

}  // namespace sangam::http::compression
