#pragma once

// Exchange: one request under way, and what it says before its reply. Where it says nothing, the
// reply is JSON; else it is a stream of server-sent events, the reply its last one.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/api/stream.h"
#include "kernel/http/response.h"
#include "kernel/mcp/conversation.h"
#include "kernel/mcp/json_rpc.h"
#include "kernel/mcp/protocol.h"
#include "kernel/mcp/request_state.h"
#include "kernel/mcp/session_table.h"

namespace sangam::mcp {

// The questions that a client of the stateless protocol has to answer first. Thrown by ask().
struct InputRequired {
  std::vector<Question> questions;
};

// What an exchange begins with.
struct ExchangeParts {
  Age age = Age::stateless;
  const Settings* settings = nullptr;
  SessionTable* sessions = nullptr;
  const StateSealer* states = nullptr;
  runtime::EventLoop* loop = nullptr;
  api::IdentityPointer identity;
  api::RevokedFlag revoked;
  Client client;
  CallFacts facts;
  std::string session;         // empty: none
  std::string progress_token;  // JSON; empty: nobody asked for progress
  bool may_stream = true;      // whether the client takes server-sent events
  RequestState state;          // of earlier tries
  Timestamp now;
  std::chrono::seconds patience{300};  // so long it may take, a person's answers among it
  RpcMessage message;
};

// Belongs to its loop. Shared by the coroutine that serves the request and the body that is sent:
// whoever is last lets it go.
class Exchange final : public Conversation {
 public:
  explicit Exchange(ExchangeParts parts);
  ~Exchange() override;

  const RpcMessage& message() const noexcept { return parts_.message; }
  Age age() const noexcept { return parts_.age; }
  // Which request this is, for the seal of its state.
  StateOwner owner() const;

  // Serves it: `answer` gives the members of the result. Returns the reply when it is there, or
  // when a stream has begun. `self` is this.
  using Serve = Task<std::string> (*)(const void* context, Exchange& exchange);
  static Task<http::Response> serve(std::shared_ptr<Exchange> self, const void* context,
                                    Serve answer);

  const Client& client() const noexcept override { return parts_.client; }
  const api::IdentityPointer& identity() const noexcept override { return parts_.identity; }
  const CallFacts& facts() const noexcept override { return parts_.facts; }
  runtime::EventLoop& loop() const noexcept override { return *parts_.loop; }
  bool cancelled() const noexcept override { return cancel_->load() || buffer_.closed(); }
  Task<void> progress(double done, std::optional<double> total, std::string message) override;
  Task<void> log(LogLevel level, std::string data) override;
  Task<std::vector<std::string>> ask(std::vector<Question> questions) override;
  const std::string& ticket() const noexcept override { return parts_.state.ticket; }

  // For what goes on after the first message: told to whoever reads the stream.
  Task<void> notify(std::string_view method, std::string params);
  // Waits; false once nobody reads any more.
  Task<bool> pause(std::chrono::milliseconds duration) { return buffer_.pause(duration); }
  // What its session follows; nothing once that is over.
  std::optional<std::vector<std::string>> followed() const {
    return parts_.sessions->followed(key());
  }
  // Takes what the client answers, and what it was asked before: once, before anything else.
  // Throws RpcError{kInvalidParams} for a state that is none of this request's.
  void take_answers();

  // Of the body that is sent.
  Task<bool> next(std::string& piece) { return buffer_.next(piece); }
  void abandon();

 private:
  static Task<void> run(std::shared_ptr<Exchange> self, const void* context, Serve answer);
  Task<std::string> reply(const void* context, Serve answer);
  std::string input_required(const InputRequired& required);
  Task<void> finish(std::string reply);
  Task<void> send(std::string message);
  Task<std::string> ask_now(const Question& question);
  SessionTable::Key key() const;

  ExchangeParts parts_;
  const std::string principal_;
  const std::string request_;  // method, name and arguments, as text
  api::StreamBuffer buffer_;
  CancelFlag cancel_;
  std::string open_question_;  // asked over a session, not answered yet
  std::string reply_;
  int status_ = 200;
  bool streamed_ = false;
  bool done_ = false;
  bool in_flight_ = false;
};

}  // namespace sangam::mcp
