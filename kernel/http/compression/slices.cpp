#include "kernel/http/compression/slices.h"

#include "kernel/runtime/next_turn.h"

namespace sangam::http::compression {

Task<void> write_in_slices(Encoder& encoder, std::string_view bytes, Encoder::Then then,
                           std::string& out, runtime::EventLoop* loop) {
  while (bytes.size() > kSlice) {
    encoder.write(bytes.substr(0, kSlice), Encoder::Then::more, out);
    bytes.remove_prefix(kSlice);
    if (loop != nullptr) co_await runtime::NextTurn{*loop};
  }
  encoder.write(bytes, then, out);
}

}  // namespace sangam::http::compression
