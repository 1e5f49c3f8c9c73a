// Arbitrary bodies that claim to be coded, cut arbitrarily: what comes of them stays within its
// bounds, and what we coded ourselves comes back whole. The first byte says which coding, the
// second how the rest is cut.

#include <cstdint>
#include <string>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/compression/decoded_body.h"
#include "kernel/http/compression/encoder.h"

namespace {

using namespace sangam;
using namespace sangam::http;
using namespace sangam::http::compression;

constexpr DecodingBounds kBounds{.bytes = 200'000, .ratio = 50, .free_bytes = 10'000};
constexpr std::size_t kSpaceMost = 32 * 1024;

class Pieces final : public BodySource {
 public:
  Pieces(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  Task<std::optional<std::string_view>> next() override {
    if (bytes_.empty()) co_return std::nullopt;
    const auto piece = bytes_.substr(0, piece_);
    bytes_.remove_prefix(piece.size());
    co_return piece;
  }
  void set_limit(std::uint64_t) override {}

 private:
  std::string_view bytes_;
  const std::size_t piece_;
};

struct Outcome {
  std::string text;
  bool refused = false;
};

Task<void> read(DecodedBody& body, Outcome& outcome) {
  try {
    while (const auto piece = co_await body.next()) {
      SANGAM_ASSERT(!piece->empty());
      outcome.text += *piece;
    }
  } catch (const Error& error) {
    SANGAM_ASSERT(error.code == Code::malformed || error.code == Code::too_large);
    outcome.refused = true;
  }
}

Outcome decode(Coding coding, std::string_view bytes, std::size_t piece) {
  Pieces pieces(bytes, piece);
  DecodedBody body(pieces, nullptr, coding, kBounds);
  Outcome outcome;
  start_detached(read(body, outcome));
  SANGAM_ASSERT(outcome.text.size() <= kBounds.bytes);
  SANGAM_ASSERT(outcome.text.size() <=
                std::max<std::uint64_t>(kBounds.free_bytes, (bytes.size() + 1) * kBounds.ratio) +
                    kSpaceMost);
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto coding = data[0] % 2 == 0 ? Coding::gzip : Coding::brotli;
  const std::size_t piece = 1U + data[1];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto outcome = decode(coding, bytes, piece);
  const auto again = decode(coding, bytes, bytes.size() + 1);
  if (!outcome.refused && !again.refused) SANGAM_ASSERT(outcome.text == again.text);
  std::string coded;
  make_encoder(coding, data[0] % 4 < 2 ? Effort::whole : Effort::live)
      ->write(bytes, Encoder::Then::end, coded);
  const auto back = decode(coding, coded, piece);
  if (!back.refused) SANGAM_ASSERT(back.text == bytes);
  return 0;
}
