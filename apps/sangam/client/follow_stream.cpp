#include "apps/sangam/client/follow_stream.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/problem_text.h"
#include "kernel/clock/clock.h"

namespace sangam::apps::client {

namespace {

constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kLongestPause{30'000};
// The server says something every 15 seconds.
constexpr long kStall = 60;
constexpr int kUnknownStatus = 500;

std::uint8_t random_byte() {
  std::array<std::uint8_t, 1> random;
  clock::random_bytes(random);
  return random[0];
}

class Follower {
 public:
  Follower(Connection& connection, const FollowOptions& options,
           const std::function<bool(const StreamEvent&)>& give)
      : connection_(connection), options_(options), give_(give), last_id_(options.last_event_id) {}

  void run() {
    for (int again = 0; !done_;) {
      const auto before = taken_;
      const auto why = once(again > 0);
      if (done_) return;
      again = taken_ > before ? 1 : again + 1;
      options_.pause(pause_before(again, random_byte()), why);
    }
  }

 private:
  // Until the connection ends; says why it did, or nothing.
  std::string once(bool repeated) {
    EventStreamParser parser;
    ClientRequest request;
    request.url = options_.target;
    request.method = "GET";
    request.headers = {"Accept: text/event-stream"};
    if (!last_id_.empty()) request.headers.push_back("Last-Event-ID: " + last_id_);
    request.stall_seconds = kStall;
    request.write_body = [&](std::string_view piece, std::int64_t) { return take(parser, piece); };
    try {
      const auto reply = connection_.send(std::move(request));
      if (!failure_.empty()) throw ClientError(failure_, failure_code_);
      if (reply.status >= 400) return refused(reply, repeated);
      came_ = true;
      if (taken_ > 0 && last_id_.empty()) done_ = true;
      return {};
    } catch (const ClientError& error) {
      // What worked once is worth another try.
      if (error.exit_code != kExitNoReply || !came_) throw;
      return error.what();
    }
  }

  std::string refused(const ClientReply& reply, bool repeated) const {
    const auto code = exit_code_of(reply.status);
    const bool passes = code == kExitTryLater || code == kExitServerFault;
    if (repeated && came_ && passes) return problem_text(reply, nullptr);
    ClientError error(problem_text(reply, options_.operation), code);
    error.status = reply.status;
    throw error;
  }

  // Why the server ends a stream that it had begun.
  void tell_problem(const std::string& document) {
    boost::json::error_code error;
    const auto value = boost::json::parse(document, error);
    const auto* object = error ? nullptr : value.if_object();
    const auto* status = object ? object->if_contains("status") : nullptr;
    const int number =
        status && status->is_int64() ? static_cast<int>(status->get_int64()) : kUnknownStatus;
    failure_ = problem_text({.status = number, .content_type = {}, .body = document}, nullptr);
    failure_code_ = exit_code_of(number);
  }

  bool take(EventStreamParser& parser, std::string_view piece) {
    came_ = true;
    auto events = parser.take(piece);
    if (!events) {
      failure_ = events.error();
      return false;
    }
    for (const auto& event : *events) {
      if (event.type == "problem") {
        tell_problem(event.data);
        return false;
      }
      last_id_ = event.id;
      ++taken_;
      done_ = !give_(event) || taken_ == options_.take;
      if (done_) return false;
    }
    return true;
  }

  Connection& connection_;
  const FollowOptions& options_;
  const std::function<bool(const StreamEvent&)>& give_;
  std::string last_id_;
  std::string failure_;
  ExitCode failure_code_ = kExitServerFault;
  std::int64_t taken_ = 0;
  bool came_ = false;  // the server has served it once
  bool done_ = false;
};

}  // namespace

std::chrono::milliseconds pause_before(int again, std::uint8_t random) {
  auto pause = kFirstPause;
  for (int i = 1; i < again && pause < kLongestPause; ++i)
    pause *= 2;
  pause = std::min(pause, kLongestPause);
  return pause / 2 + pause / 2 * random / 255;
}

void follow_stream(Connection& connection, const FollowOptions& options,
                   const std::function<bool(const StreamEvent&)>& give) {
  Follower(connection, options, give).run();
}

}  // namespace sangam::apps::client
