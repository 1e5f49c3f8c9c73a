#pragma once

// SessionTable: the sessions of clients of versions up to 2025-11-25: what they said of themselves
// when they began, the questions they have not answered yet, and the resources they follow. Nothing
// of it outlives the process; a client whose session is gone begins another one.

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/mcp/client.h"
#include "kernel/runtime/cross_thread.h"

namespace sangam::mcp {

// The answer to a question: JSON text, or why there is none.
struct Answer {
  std::string result;
  std::string refusal;  // empty: `result` is the answer
};
using PendingAnswer = runtime::CrossThread<Answer>;

// Set once nobody waits for a reply any more.
using CancelFlag = std::shared_ptr<std::atomic<bool>>;

// Any thread. Every call about a session names who asks; that of somebody else is not there.
class SessionTable {
 public:
  static constexpr std::size_t kSessionsMost = 10'000;
  static constexpr std::size_t kOfOnePrincipal = 64;
  static constexpr std::size_t kFollowedMost = 20;  // of one session
  static constexpr std::size_t kUriMost = 2048;
  static constexpr std::size_t kInFlightMost = 64;                     // of one session
  static constexpr std::int64_t kIdleNanoseconds = 3'600'000'000'000;  // an hour

  struct Key {
    std::string_view session;
    std::string_view principal;
    std::int64_t now = 0;  // monotonic nanoseconds
  };

  // Begins one and returns its id, 43 visible ASCII characters. One that was idle for an hour
  // makes room, and the oldest of a principal that has too many; empty when there is none.
  std::string open(std::string principal, Client client, std::int64_t now);
  // Nothing when there is no such session; counts as use.
  std::optional<Client> find(const Key& key);
  bool close(const Key& key);

  bool set_log_level(const Key& key, LogLevel level);

  // False when the session has kFollowedMost already or is gone, or the URI is too long.
  bool follow(const Key& key, std::string uri);
  void unfollow(const Key& key, std::string_view uri);
  // Nothing when the session is gone.
  std::optional<std::vector<std::string>> followed(const Key& key);

  // A request is served. False when there are too many, or one of this id.
  bool begin(const Key& key, const std::string& id, CancelFlag flag);
  void end(const Key& key, const std::string& id);
  // The client wants no reply any more: sets its flag, and ends its questions.
  void cancel(const Key& key, const std::string& id);

  // Registers a question and returns its id as JSON text; empty when the session is gone. From
  // then on exactly one of answer(), withdraw(), cancel() and close() completes `pending`.
  std::string ask(const Key& key, const std::string& request, PendingAnswer& pending);
  // An answer of the client; false when nobody waits for it.
  bool answer(const Key& key, const std::string& question, Answer answer);
  // Completes a question without an answer, if it still waits.
  void withdraw(const Key& key, const std::string& question, std::string why);

  // Sessions open now.
  std::size_t size() const;

 private:
  struct Waiting {
    std::string request;
    PendingAnswer* pending = nullptr;
  };
  struct Session {
    std::string principal;
    Client client;
    std::int64_t used = 0;
    std::int64_t questions = 0;
    std::map<std::string, CancelFlag> in_flight;
    std::map<std::string, Waiting> waiting;
    std::set<std::string, std::less<>> followed;
  };
  using Sessions = std::map<std::string, Session, std::less<>>;

  Session* locate(const Key& key);
  void make_room(const std::string& principal, std::int64_t now);
  static void end_all(Session& session);
  void drop(Sessions::iterator session);

  mutable std::mutex mutex_;
  Sessions sessions_;
  std::map<std::string, std::size_t> of_principal_;
};

}  // namespace sangam::mcp
