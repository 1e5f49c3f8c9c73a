#pragma once

// Following: one subscription under way, whatever carries it to the client.

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "kernel/api/stream_run.h"
#include "kernel/graphql/executor.h"

namespace sangam::graphql_door {

// Where a subscription's client is. Kept by it, because it outlives the request.
struct Follower {
  api::IdentityPointer identity;
  runtime::EventLoop* loop = nullptr;
  std::string remote_address;
  bool secure = false;
  runtime::Deadline deadline = runtime::Deadline::never();
};

// What comes next of it.
struct FollowedResult {
  std::string json;     // {"data":…}, or {"errors":[…]}
  bool failed = false;  // the stream broke: it is the last
};

// Belongs to its loop.
class Following {
 public:
  // Starts the stream as every door does. The refusal is a list of errors, as JSON. The executor
  // outlives it.
  static Task<std::expected<std::unique_ptr<Following>, Refused>> start(const Executor& executor,
                                                                        PreparedPointer prepared,
                                                                        Follower follower);
  ~Following();

  // Whether next() would not wait; at `until` at the latest.
  Task<bool> ready(runtime::Deadline until) { return feed_->ready(until); }
  // Nothing at the end.
  Task<std::optional<FollowedResult>> next();
  // next() ends soon.
  void close();

 private:
  Following(const Executor& executor, PreparedPointer prepared, Follower follower);
  Task<void> open();
  Caller caller();

  const Executor& executor_;
  const PreparedPointer prepared_;
  const Follower follower_;
  telemetry::Trace trace_;
  Followed followed_;
  std::unique_ptr<api::StreamFeed> feed_;
};

// The errors of a response that a problem document (RFC 9457) becomes.
std::string errors_of_problem(std::string_view problem);

}  // namespace sangam::graphql_door
