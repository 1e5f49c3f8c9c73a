#include "suites/platform/uploads/receive_chunk.h"

#include <algorithm>
#include <exception>

#include "suites/platform/uploads/chunk_digest.h"

namespace sangam::suites::platform::uploads {

namespace {

// A body cut into pieces of one size, the last one smaller.
class PieceCutter {
 public:
  explicit PieceCutter(http::Request& request) : request_(request) {}

  // The next piece; empty at the end. What breaks the body off is kept until what came before it
  // has been handed out.
  Task<std::string> next() {
    std::string piece;
    while (piece.size() < kPieceBytes && !ended_) {
      if (rest_.empty()) co_await receive();
      const auto taken = rest_.substr(0, kPieceBytes - piece.size());
      piece += taken;
      rest_.remove_prefix(taken.size());
    }
    co_return piece;
  }
  const std::exception_ptr& failure() const noexcept { return failure_; }

 private:
  Task<void> receive() {
    try {
      const auto more = co_await request_.next_chunk();
      ended_ = !more;
      rest_ = more.value_or("");
    } catch (...) {
      failure_ = std::current_exception();
      ended_ = true;
    }
  }

  http::Request& request_;
  std::string_view rest_;
  std::exception_ptr failure_;
  bool ended_ = false;
};

Task<ChunkEnd> receive_whole(http::Request& request, UploadStore& store, Writing& writing,
                             Checksum checksum) {
  PieceCutter cutter(request);
  ChunkDigest digest(checksum.algorithm);
  std::int64_t held = 0;
  bool mine = true;
  for (auto piece = co_await cutter.next(); mine && !piece.empty();
       piece = co_await cutter.next()) {
    const auto size = static_cast<std::int64_t>(piece.size());
    digest.add(piece);
    mine = co_await store.hold(writing, held, std::move(piece));
    held += size;
  }
  if (!mine) co_return ChunkEnd::taken;
  const bool same = !cutter.failure() && digest.finish() == checksum.digest;
  if (!same) {
    co_await store.drop_held(writing);
    if (cutter.failure()) std::rethrow_exception(cutter.failure());
    co_return ChunkEnd::different;
  }
  if (held == 0) co_return ChunkEnd::kept;
  co_return co_await store.accept(writing, held) ? ChunkEnd::kept : ChunkEnd::taken;
}

}  // namespace

Task<ChunkEnd> receive_chunk(http::Request& request, UploadStore& store, Writing& writing,
                             std::optional<Checksum> checksum) {
  if (checksum) co_return co_await receive_whole(request, store, writing, *std::move(checksum));
  PieceCutter cutter(request);
  for (auto piece = co_await cutter.next(); !piece.empty(); piece = co_await cutter.next())
    if (!co_await store.append(writing, std::move(piece))) co_return ChunkEnd::taken;
  if (cutter.failure()) std::rethrow_exception(cutter.failure());
  co_return ChunkEnd::kept;
}

}  // namespace sangam::suites::platform::uploads
