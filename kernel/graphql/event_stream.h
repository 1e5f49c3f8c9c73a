#pragma once

// Results as server-sent events: the protocol graphql-sse in its mode of distinct connections. Each
// result is an event `next`, and `complete` is the last.

#include <memory>
#include <string>
#include <string_view>

#include "kernel/graphql/following.h"
#include "kernel/http/response.h"

namespace sangam::graphql_door {

// "event: next\ndata: …\n\n". `result` is JSON in one line.
void append_next(std::string_view result, std::string& out);
// A line without meaning, for whatever is in between that takes a silent connection for dead.
inline constexpr std::string_view kHeartbeatEvent = ":\n\n";
inline constexpr std::string_view kCompleteEvent = "event: complete\ndata:\n\n";

// A single result, as a query or a refusal has it.
std::string single_result(std::string_view result);

// A subscription as a body. Belongs to its loop.
class EventStream final : public http::BodyStream {
 public:
  explicit EventStream(std::unique_ptr<Following> following) : following_(std::move(following)) {}
  ~EventStream() override { following_->close(); }

  Task<bool> next(std::string& piece) override;
  void stop() override { following_->close(); }

 private:
  std::unique_ptr<Following> following_;
  bool opened_ = false;
  bool ended_ = false;
};

}  // namespace sangam::graphql_door
