#include "kernel/graphql/event_stream.h"

namespace sangam::graphql_door {

void append_next(std::string_view result, std::string& out) {
  out.append("event: next\ndata: ").append(result).append("\n\n");
}

std::string single_result(std::string_view result) {
  std::string out;
  append_next(result, out);
  return out.append(kCompleteEvent);
}

Task<bool> EventStream::next(std::string& piece) {
  piece.clear();
  if (ended_) co_return false;
  if (!opened_) {
    // At once, so that the client knows it was let in.
    opened_ = true;
    piece = kHeartbeatEvent;
    co_return true;
  }
  if (!co_await following_->ready(runtime::Deadline::in(api::StreamBuffer::kHeartbeat))) {
    piece = kHeartbeatEvent;
    co_return true;
  }
  const auto result = co_await following_->next();
  if (result) append_next(result->json, piece);
  ended_ = !result || result->failed;
  if (ended_) piece.append(kCompleteEvent);
  co_return true;
}

}  // namespace sangam::graphql_door
