#pragma once

// Conversation: what serves a request can say to its client, and ask of it, before the reply.
//
// Questions are the same for both ages of the protocol, what happens is not. A client with a
// session is asked while the request waits. A client of the stateless protocol gets the questions
// as its reply and sends the request again, with the answers: whatever stood before ask() is done
// anew then, so ask before anything is changed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/mcp/client.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::mcp {

struct Question {
  std::string key;  // names it among the questions of one request
  Capability of = Capability::elicitation;
  std::string params;  // JSON, as its method has them
  // An answer counts only where this server is known to have asked, with the same request.
  bool only_if_asked = false;
};

// The method that a question is asked by: "elicitation/create", …
std::string_view method_of(Capability capability) noexcept;

// What came with the request and is not for the tool to read.
struct CallFacts {
  std::string remote_address;
  std::string user_agent;
  std::string request_id;
  std::string traceparent;
  std::string idempotency_key;  // empty: none
  std::string if_match;         // without quotes; empty: none
  bool secure = false;
};

// Belongs to its loop; lives as long as the request is served.
class Conversation {
 public:
  virtual ~Conversation() = default;

  virtual const Client& client() const noexcept = 0;
  virtual const api::IdentityPointer& identity() const noexcept = 0;
  virtual const CallFacts& facts() const noexcept = 0;
  virtual runtime::EventLoop& loop() const noexcept = 0;
  // True once nobody waits for the reply: stop when nothing is half done.
  virtual bool cancelled() const noexcept = 0;

  // Told to clients that asked for it, and not else. `done` grows; `total` is its end, if known.
  virtual Task<void> progress(double done, std::optional<double> total, std::string message) = 0;
  // `data` is JSON. Told to clients that listen to this level.
  virtual Task<void> log(LogLevel level, std::string data) = 0;
  // The answers as JSON texts, in the order of the questions. Throws RpcError{kMissingCapability}
  // when the client cannot be asked so, Error{refused} when it gave no answer.
  virtual Task<std::vector<std::string>> ask(std::vector<Question> questions) = 0;
  // Names this request and its repetitions with answers; empty when nothing was asked before.
  virtual const std::string& ticket() const noexcept = 0;
};

}  // namespace sangam::mcp
