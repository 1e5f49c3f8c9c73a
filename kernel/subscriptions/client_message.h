#pragma once

// What a client says, as JSON texts:
//
//   {"type":"authenticate","token":"sk_…"}
//   {"type":"subscribe","id":"1","operation":"events.tail","input":{"type":["a.b"]},"after":"4711"}
//   {"type":"unsubscribe","id":"1"}
//   {"type":"ping"}

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "kernel/api/json_document.h"
#include "kernel/api/operation.h"

namespace sangam::subscriptions {

// A message that is in order; what its type does not have is empty.
struct ClientMessage {
  enum class Type : std::uint8_t { authenticate, subscribe, unsubscribe, ping };
  Type type = Type::ping;
  std::string token;
  std::string id;         // the client's own name of a subscription
  std::string operation;  // "events.tail"
  std::string after;      // id of the last item that was seen; empty: none
  api::JsonDocument document;

  static constexpr std::size_t kTokenMost = 4096;
  static constexpr std::size_t kIdMost = 64;
  static constexpr std::size_t kOperationMost = 120;
  static constexpr std::size_t kAfterMost = 128;
};

// Reads a message; members it does not know are faults. Error{malformed} for what is no JSON
// object, Error{invalid} with every fault else. O(bytes).
std::expected<ClientMessage, Error> read_message(std::string_view text);

// The member `input` of a subscribe message as the request of an operation; nothing there is a
// request without fields.
class MessageInput final : public api::InputSource {
 public:
  // The message outlives it.
  explicit MessageInput(const ClientMessage& message) noexcept : message_(message) {}

  // Pointers of faults begin with "/input".
  void read(const Type& type, void* value) override;
  api::Body& body() override;

 private:
  const ClientMessage& message_;
};

}  // namespace sangam::subscriptions
