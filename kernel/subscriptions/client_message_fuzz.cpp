// Reads arbitrary texts as messages of a client: what is taken keeps the bounds, what is refused
// says why.

#include "base/assert.h"
#include "kernel/subscriptions/client_message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sangam::subscriptions::ClientMessage;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto message = sangam::subscriptions::read_message(text);
  if (!message) {
    SANGAM_ASSERT(!message.error().detail.empty());
    return 0;
  }
  SANGAM_ASSERT(message->token.size() <= ClientMessage::kTokenMost);
  SANGAM_ASSERT(message->id.size() <= ClientMessage::kIdMost);
  SANGAM_ASSERT(message->operation.size() <= ClientMessage::kOperationMost);
  SANGAM_ASSERT(message->after.size() <= ClientMessage::kAfterMost);
  const bool named = message->type == ClientMessage::Type::subscribe ||
                     message->type == ClientMessage::Type::unsubscribe;
  SANGAM_ASSERT(named != message->id.empty());
  return 0;
}
