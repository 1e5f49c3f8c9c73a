#pragma once

// DecodedBody: a request's body as it was before its sender coded it (Content-Encoding). A few
// bytes can grow to gigabytes, so what is made is bounded twice: by what the operation takes, and
// by how often the body that came may be in it.

#include <memory>
#include <vector>

#include "kernel/http/compression/decoder.h"
#include "kernel/http/request.h"

namespace sangam::http::compression {

// What may come of a body.
struct DecodingBounds {
  std::uint64_t bytes = 1024 * 1024;  // until somebody sets another limit
  // So often what came, once it is more than `free_bytes`. Text of ours shrinks to a fifth to a
  // twentieth; gzip cannot do more than 1,032.
  std::uint64_t ratio = 200;
  std::uint64_t free_bytes = 1024 * 1024;
};

// Reads `coded` and hands out what it means. Belongs to the loop of its request. A decoder is made
// when somebody begins to read, so a request that is refused before costs nothing.
class DecodedBody final : public BodySource {
 public:
  // `coded` outlives it; `loop` may be null in tests, where nobody else waits for it.
  DecodedBody(BodySource& coded, runtime::EventLoop* loop, Coding coding,
              DecodingBounds bounds = {});
  ~DecodedBody() override;

  // Throws Error{too_large} past a bound, Error{malformed} for what is not of the coding or ends
  // too early, and what `coded` throws.
  Task<std::optional<std::string_view>> next() override;
  // Of the decoded body.
  void set_limit(std::uint64_t bytes) override;
  void deadline_changed(runtime::Deadline deadline) override { coded_.deadline_changed(deadline); }

 private:
  void require_bounds() const;
  Task<bool> receive();

  BodySource& coded_;
  runtime::EventLoop* const loop_;
  const Coding coding_;
  DecodingBounds bounds_;
  std::unique_ptr<Decoder> decoder_;
  std::vector<char> space_;
  std::string_view input_;  // of coded_, not yet decoded
  std::uint64_t received_ = 0;
  std::uint64_t made_ = 0;
  std::uint64_t made_this_turn_ = 0;
  bool ended_ = false;
};

}  // namespace sangam::http::compression
