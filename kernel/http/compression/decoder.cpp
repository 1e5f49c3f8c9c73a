#include "kernel/http/compression/decoder.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <new>

#include "base/assert.h"
#include "base/error.h"

namespace sangam::http::compression {

namespace {

constexpr int kGzipOnly = 16 + 15;  // zlib: gzip with any window

class GzipDecoder final : public Decoder {
 public:
  GzipDecoder() {
    const int status = inflateInit2(&stream_, kGzipOnly);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    SANGAM_ASSERT(status == Z_OK);
  }
  ~GzipDecoder() override { inflateEnd(&stream_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  Step read(std::string_view input, std::span<char> space) override {
    if (ended_ && !input.empty()) {
      inflateReset(&stream_);
      ended_ = false;
    }
    // zlib only reads it.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    stream_.next_out = reinterpret_cast<Bytef*>(space.data());
    stream_.avail_out = static_cast<uInt>(space.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
      throw Error{Code::malformed, "The body is not gzip, as its Content-Encoding says."};
    ended_ = status == Z_STREAM_END;
    return {.consumed = input.size() - stream_.avail_in,
            .made = space.size() - stream_.avail_out,
            .ended = ended_};
  }

 private:
  z_stream stream_{};
  bool ended_ = false;
};

class BrotliDecoder final : public Decoder {
 public:
  BrotliDecoder() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
  }

  Step read(std::string_view input, std::span<char> space) override {
    if (BrotliDecoderIsFinished(state_.get()) && !input.empty())
      throw Error{Code::malformed, "Something follows the end of the Brotli body."};
    std::size_t left = input.size();
    std::size_t room = space.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(input.data());
    auto* into = reinterpret_cast<std::uint8_t*>(space.data());
    const auto status =
        BrotliDecoderDecompressStream(state_.get(), &left, &next, &room, &into, nullptr);
    if (status == BROTLI_DECODER_RESULT_ERROR)
      throw Error{Code::malformed, "The body is not Brotli, as its Content-Encoding says."};
    return {.consumed = input.size() - left,
            .made = space.size() - room,
            .ended = status == BROTLI_DECODER_RESULT_SUCCESS};
  }

 private:
  struct Destroy {
    void operator()(BrotliDecoderState* state) const noexcept {
      BrotliDecoderDestroyInstance(state);
    }
  };

  std::unique_ptr<BrotliDecoderState, Destroy> state_;
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(Coding coding) {
  SANGAM_ASSERT(coding != Coding::identity);
  if (coding == Coding::gzip) return std::make_unique<GzipDecoder>();
  return std::make_unique<BrotliDecoder>();
}

}  // namespace sangam::http::compression
