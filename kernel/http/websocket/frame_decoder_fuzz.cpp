// Feeds arbitrary bytes to two decoders, cut in two ways, and checks that they tell the same, that
// what they tell keeps the rules, and that a message which was told reads the same when it is sent
// again.

#include <vector>

#include "base/assert.h"
#include "kernel/http/target.h"
#include "kernel/http/websocket/frame_decoder.h"
#include "kernel/http/websocket/testing/client_frames.h"

namespace sangam::http::websocket {
namespace {

constexpr std::uint32_t kLimit = 300;
using What = Received::What;

struct Told {
  What what;
  std::string payload;
  CloseCode code;

  bool operator==(const Told&) const = default;
};

void check(const Told& told) {
  SANGAM_ASSERT(told.payload.size() <= kLimit);
  if (told.what == What::text || told.what == What::close) SANGAM_ASSERT(valid_utf8(told.payload));
  if (told.what == What::ping || told.what == What::pong)
    SANGAM_ASSERT(told.payload.size() <= kControlPayloadMost);
  const auto code = static_cast<std::uint16_t>(told.code);
  if (told.what == What::close) SANGAM_ASSERT(told.code == CloseCode::no_code || may_be_sent(code));
  if (told.what == What::fault) SANGAM_ASSERT(!told.payload.empty() && may_be_sent(code));
}

std::vector<Told> read(std::string_view bytes, std::size_t piece) {
  FrameDecoder decoder(kLimit);
  std::vector<Told> all;
  while (!bytes.empty() && !decoder.ended()) {
    std::string_view some = bytes.substr(0, piece);
    bytes.remove_prefix(some.size());
    while (!decoder.ended()) {
      const auto received = decoder.next(some);
      some.remove_prefix(received.consumed);
      if (received.what == What::nothing) break;
      all.push_back({received.what, std::string(received.payload), received.code});
      check(all.back());
    }
    SANGAM_ASSERT(some.empty() || decoder.ended());
  }
  return all;
}

void check_again(const Told& told) {
  if (told.what != What::text && told.what != What::binary) return;
  const auto opcode = told.what == What::text ? Opcode::text : Opcode::binary;
  const auto again = read(testing::client_frame(opcode, told.payload), 64);
  SANGAM_ASSERT(again.size() == 1 && again.front() == told);
}

}  // namespace
}  // namespace sangam::http::websocket

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::http::websocket;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto whole = read(bytes, bytes.size());
  const auto cut = read(bytes, data[0] % 32 + 1U);
  SANGAM_ASSERT(whole == cut);
  for (const auto& told : whole)
    check_again(told);
  return 0;
}
