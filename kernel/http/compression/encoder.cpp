#include "kernel/http/compression/encoder.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/assert.h"

namespace sangam::http::compression {

namespace {

constexpr std::size_t kSpace = 16 * 1024;

// Levels are those at which a core does nearly 200 MB of JSON a second; the next ones cost twice as
// much for a few per cent (docs/decisions/0029).
constexpr int kGzipLevel = 5;
constexpr int kGzipHeader = 16;  // zlib: a window of so many bits more means gzip
constexpr int kWholeWindow = 15;
constexpr int kWholeMemory = 8;
constexpr int kLiveWindow = 13;
constexpr int kLiveMemory = 5;
constexpr std::uint32_t kBrotliQuality = 4;
constexpr std::uint32_t kBrotliWholeWindow = 18;
constexpr std::uint32_t kBrotliLiveQuality = 1;
constexpr std::uint32_t kBrotliLiveWindow = 13;

class GzipEncoder final : public Encoder {
 public:
  explicit GzipEncoder(Effort effort) {
    const bool live = effort == Effort::live;
    const int status = deflateInit2(&stream_, kGzipLevel, Z_DEFLATED,
                                    kGzipHeader + (live ? kLiveWindow : kWholeWindow),
                                    live ? kLiveMemory : kWholeMemory, Z_DEFAULT_STRATEGY);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    SANGAM_ASSERT(status == Z_OK);
  }
  ~GzipEncoder() override { deflateEnd(&stream_); }
  GzipEncoder(const GzipEncoder&) = delete;
  GzipEncoder& operator=(const GzipEncoder&) = delete;

  void write(std::string_view bytes, Then then, std::string& out) override {
    const int flush = then == Then::more    ? Z_NO_FLUSH
                      : then == Then::flush ? Z_SYNC_FLUSH
                                            : Z_FINISH;
    // zlib only reads it.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    std::array<char, kSpace> space;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(space.data());
      stream_.avail_out = kSpace;
      const int status = deflate(&stream_, flush);
      SANGAM_ASSERT(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR);
      out.append(space.data(), kSpace - stream_.avail_out);
    } while (stream_.avail_out == 0);
    SANGAM_ASSERT(stream_.avail_in == 0);
  }

 private:
  z_stream stream_{};
};

class BrotliEncoder final : public Encoder {
 public:
  BrotliEncoder(Effort effort, std::uint64_t size)
      : state_(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
    const bool live = effort == Effort::live;
    set(BROTLI_PARAM_QUALITY, live ? kBrotliLiveQuality : kBrotliQuality);
    set(BROTLI_PARAM_LGWIN, live ? kBrotliLiveWindow : kBrotliWholeWindow);
    set(BROTLI_PARAM_SIZE_HINT,
        static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 1U << 30U)));
  }

  void write(std::string_view bytes, Then then, std::string& out) override {
    const auto operation = then == Then::more    ? BROTLI_OPERATION_PROCESS
                           : then == Then::flush ? BROTLI_OPERATION_FLUSH
                                                 : BROTLI_OPERATION_FINISH;
    std::size_t left = bytes.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
    do {
      std::size_t none = 0;
      if (!BrotliEncoderCompressStream(state_.get(), operation, &left, &next, &none, nullptr,
                                       nullptr))
        throw std::bad_alloc();
      while (BrotliEncoderHasMoreOutput(state_.get())) {
        std::size_t size = 0;
        const auto* made = BrotliEncoderTakeOutput(state_.get(), &size);
        out.append(reinterpret_cast<const char*>(made), size);
      }
    } while (left > 0 || (then == Then::end && !BrotliEncoderIsFinished(state_.get())));
  }

 private:
  struct Destroy {
    void operator()(BrotliEncoderState* state) const noexcept {
      BrotliEncoderDestroyInstance(state);
    }
  };

  void set(BrotliEncoderParameter parameter, std::uint32_t value) {
    const bool known = BrotliEncoderSetParameter(state_.get(), parameter, value) == BROTLI_TRUE;
    SANGAM_ASSERT(known);
  }

  std::unique_ptr<BrotliEncoderState, Destroy> state_;
};

}  // namespace

std::unique_ptr<Encoder> make_encoder(Coding coding, Effort effort, std::uint64_t size) {
  SANGAM_ASSERT(coding != Coding::identity);
  if (coding == Coding::gzip) return std::make_unique<GzipEncoder>(effort);
  return std::make_unique<BrotliEncoder>(effort, size);
}

}  // namespace sangam::http::compression
