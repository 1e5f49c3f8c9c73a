// The response: framing, writing, streaming with back-pressure.

#include <array>
#include <charconv>

#include "base/assert.h"
#include "kernel/http/connection.h"
#include "kernel/http/file_stream.h"

namespace sangam::http {
namespace {

constexpr std::uint64_t kSkippableBody = 64 * 1024;

// The bytes of a body that is in memory.
std::string_view bytes_of(const Response::Body& body) {
  if (const auto* text = std::get_if<std::string>(&body)) return *text;
  if (const auto* shared = std::get_if<SharedBody>(&body)) return shared->bytes;
  return {};
}

constexpr int kSwitchingProtocols = 101;
constexpr int kUpgradeRequired = 426;

bool status_has_body(int status) { return status != 204 && status != 304; }

}  // namespace

Task<void> Connection::send(Response response) {
  if (broken_) co_return;
  if (leaves_body_behind()) close_ = must_linger_ = true;
  const std::uint32_t most = host_.limits.requests_a_connection;
  if (response.close || draining_ || !head_.keep_alive || (most != 0 && requests_served_ >= most)) {
    close_ = true;
  }
  const bool upgrades = std::holds_alternative<std::unique_ptr<Upgrade>>(response.body);
  SANGAM_ASSERT(upgrades == (response.status == kSwitchingProtocols));
  ResponseFraming framing;
  std::unique_ptr<BodyStream> stream;
  const bool has_body = status_has_body(response.status);
  if (auto* file = std::get_if<FileBody>(&response.body)) {
    framing.content_length = file->length;
    stream = std::make_unique<FileStream>(host_.loop, *file);
  } else if (auto* streamed = std::get_if<std::unique_ptr<BodyStream>>(&response.body)) {
    stream = std::move(*streamed);
    framing.chunked = !head_.http_1_0;
    if (head_.http_1_0) close_ = true;
  } else if (has_body && !upgrades) {
    framing.content_length = bytes_of(response.body).size();
  }
  if (!has_body) framing = {};
  framing.upgrade = upgrades || response.status == kUpgradeRequired;
  framing.close = close_ && !upgrades;
  framing.keep_alive_1_0 = head_.http_1_0;

  output_.clear();
  append_response_head(output_, response, framing, host_.date.text(), trace_);
  bump(host_.counters.responses_by_class[response.status / 100]);
  write_budget_ = {host_.deadlines.write_grace, host_.deadlines.write_bytes_a_second};
  phase_ = Phase::write;
  const bool sends_body = has_body && head_.method != Method::head;
  co_await write(output_, sends_body ? bytes_of(response.body) : std::string_view{}, {});
  if (stream && sends_body) co_await send_stream(*stream, framing.chunked);
  if (!upgrades) co_return;
  upgrade_ = std::get<std::unique_ptr<Upgrade>>(std::move(response.body));
  close_ = true;
  must_linger_ = false;
}

// Whether more of the request's body is on its way than is worth reading.
bool Connection::leaves_body_behind() const noexcept {
  if (body_state_ == BodyState::finished) return false;
  if (body_state_ == BodyState::failed) return true;
  if (body_state_ == BodyState::unread && head_.expects_continue) return true;
  return !head_.chunked && *head_.content_length - body_received_ > kSkippableBody;
}

Task<void> Connection::send_stream(BodyStream& stream, bool chunked) {
  std::string piece;
  stream_ = &stream;
  bool more = true;
  while (more && !broken_) {
    timer_.disarm();
    piece.clear();
    try {
      more = co_await stream.next(piece);
    } catch (...) {
      // The one way to tell the client that what it got is not all.
      broken_ = true;
    }
    if (broken_ || !more || piece.empty()) continue;
    if (!chunked) {
      co_await write(piece, {}, {});
      continue;
    }
    char size_line[20];
    char* end = std::to_chars(size_line, size_line + 16, piece.size(), 16).ptr;
    *end++ = '\r';
    *end++ = '\n';
    co_await write({size_line, end}, piece, "\r\n");
  }
  stream_ = nullptr;
  if (chunked && !broken_) co_await write("0\r\n\r\n", {}, {});
}

// Writes all of it, waiting as the client's reading demands. Sets broken_ when that fails.
Task<void> Connection::write(std::string_view first, std::string_view second,
                             std::string_view third) {
  const auto piece = [](std::string_view text) {
    return iovec{const_cast<char*>(text.data()), text.size()};  // only read
  };
  std::array<iovec, 3> pieces = {piece(first), piece(second), piece(third)};
  std::size_t left = first.size() + second.size() + third.size();
  while (!broken_) {
    left -= write_now(pieces);
    if (left == 0 || broken_) co_return;
    const std::int64_t before = host_.loop.coarse_nanoseconds();
    timer_.arm(write_budget_.left());
    const bool in_time = co_await Wait{*this, Direction::write};
    write_budget_.waited(runtime::nanoseconds{host_.loop.coarse_nanoseconds() - before});
    if (!in_time) {
      bump(host_.counters.timeouts_write);
      broken_ = true;
    }
  }
}

// Writes what the socket takes and moves the pieces' beginnings behind it; returns how much.
std::size_t Connection::write_now(std::span<iovec> pieces) {
  while (!pieces.empty() && pieces.front().iov_len == 0)
    pieces = pieces.subspan(1);
  while (!pieces.empty() && pieces.back().iov_len == 0)
    pieces = pieces.first(pieces.size() - 1);
  const IoResult result = transport_->write(pieces);
  if (result.status == IoStatus::closed) broken_ = true;
  if (result.status != IoStatus::done) return 0;
  bump(host_.counters.bytes_sent, result.bytes);
  write_budget_.moved(result.bytes);
  std::size_t left = result.bytes;
  for (iovec& piece : pieces) {
    const std::size_t taken = std::min(left, piece.iov_len);
    piece.iov_base = static_cast<char*>(piece.iov_base) + taken;
    piece.iov_len -= taken;
    left -= taken;
  }
  return result.bytes;
}

}  // namespace sangam::http
