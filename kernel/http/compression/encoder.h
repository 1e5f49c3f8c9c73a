#pragma once

// Encoder: bytes into a content coding, piece by piece.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/http/compression/accept_encoding.h"

namespace sangam::http::compression {

// What is spent on a body. Figures of one core and JSON of ours (docs/decisions/0029).
enum class Effort : std::uint8_t {
  whole,  // a body that is over soon: up to some hundred KiB of memory
  live,   // one of thousands of streams that stay open: gzip takes 48 KiB
};

// Of one body; used by one thread at a time.
class Encoder {
 public:
  enum class Then : std::uint8_t {
    more,   // something follows: what was written may be kept back
    flush,  // something follows, but what was written goes out whole: a reader can decode it
    end,    // nothing follows
  };

  virtual ~Encoder() = default;
  // Appends what comes of it to `out`. Nothing may follow Then::end.
  virtual void write(std::string_view bytes, Then then, std::string& out) = 0;
};

// `coding` is not identity. `size` is about how much will be written, 0 when nobody knows. Throws
// std::bad_alloc.
std::unique_ptr<Encoder> make_encoder(Coding coding, Effort effort, std::uint64_t size = 0);

}  // namespace sangam::http::compression
