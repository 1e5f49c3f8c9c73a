#pragma once

// Encoding a large body without keeping a loop for itself.

#include <string>
#include <string_view>

#include "base/task.h"
#include "kernel/http/compression/encoder.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http::compression {

// Bytes that are encoded at a time: less than a millisecond. A body of 10 MB so delays what else
// the loop has to do by that, again and again, and not by a tenth of a second.
inline constexpr std::size_t kSlice = 64 * 1024;

// As Encoder::write(), in slices between which `loop` serves others. `bytes` and `out` outlive it.
Task<void> write_in_slices(Encoder& encoder, std::string_view bytes, Encoder::Then then,
                           std::string& out, runtime::EventLoop* loop);

}  // namespace sangam::http::compression
