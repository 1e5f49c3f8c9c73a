#pragma once

// Decoder: bytes out of a content coding, into space that the caller bounds: whoever sends a body
// decides how much it grows, whoever reads it how much of that is made.

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "kernel/http/compression/accept_encoding.h"

namespace sangam::http::compression {

// Of one body; used by one thread at a time.
class Decoder {
 public:
  struct Step {
    std::size_t consumed = 0;  // of the input
    std::size_t made = 0;      // in the space
    bool ended = false;        // the coded stream is complete
  };

  virtual ~Decoder() = default;
  // One step: it ends when the input is used up, the space is full or the stream is complete.
  // Throws Error{malformed} naming the coding. A gzip stream that is complete may be followed by
  // another one (RFC 1952 §2.2); behind Brotli's nothing may follow.
  virtual Step read(std::string_view input, std::span<char> space) = 0;
};

// `coding` is not identity. Throws std::bad_alloc.
std::unique_ptr<Decoder> make_decoder(Coding coding);

}  // namespace sangam::http::compression
