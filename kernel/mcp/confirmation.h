#pragma once

// Confirmation: an agent's write waits for the word of a person, where the tenant, the
// operators or the settings want it. The client asks the person; a client that cannot is told so,
// and nothing is done.

#include "base/error.h"
#include "kernel/api/agent_confirmation.h"
#include "kernel/api/call.h"
#include "kernel/api/operation.h"
#include "kernel/mcp/conversation.h"

namespace boost::json {
class object;
}

namespace sangam::mcp {

// `confirm` is not `inherit`.
bool wants_confirmation(api::AgentConfirmation confirm, const api::Operation& operation) noexcept;

enum class Word : std::uint8_t {
  yes,
  declined,   // the person said no
  dismissed,  // the person said nothing
  unasked,    // the client cannot ask
};
SANGAM_ENUM(Word, yes, declined, dismissed, unasked)

// Asks. Throws what Conversation::ask() throws.
Task<Word> ask_person(Conversation& conversation, const api::Operation& operation,
                      const boost::json::object& arguments);

// What the agent is told, for every word but yes.
Error refusal_of(Word word, const Conversation& conversation);

// Puts such a word on record: what an agent wanted, and that it was not done.
Task<void> record_word(Word word, api::Call::Parts parts);

}  // namespace sangam::mcp
