#include "kernel/http/compression/compressed_stream.h"

#include "kernel/http/compression/slices.h"

namespace sangam::http::compression {

namespace {

// A write to the socket is worth so much.
constexpr std::size_t kPieceLeast = 16 * 1024;

}  // namespace

CompressedStream::CompressedStream(std::unique_ptr<BodyStream> inner, runtime::EventLoop& loop,
                                   std::unique_ptr<Encoder> encoder, bool flush_each)
    : inner_(std::move(inner)),
      loop_(loop),
      encoder_(std::move(encoder)),
      flush_each_(flush_each) {}

Task<bool> CompressedStream::next(std::string& piece) {
  if (ended_) co_return false;
  while (piece.size() < kPieceLeast) {
    plain_.clear();
    if (!co_await inner_->next(plain_)) {
      ended_ = true;
      encoder_->write({}, Encoder::Then::end, piece);
      co_return true;
    }
    const bool flush = flush_each_ || plain_.empty();
    co_await write_in_slices(*encoder_, plain_, flush ? Encoder::Then::flush : Encoder::Then::more,
                             piece, &loop_);
    if (flush) break;
  }
  co_return true;
}

}  // namespace sangam::http::compression
