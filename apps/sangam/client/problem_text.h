#pragma once

// A problem document (RFC 9457) as a person at a terminal reads it: its fields are named as the
// options that set them.

#include <string>

#include "apps/sangam/client/http_client.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

// "400 Some fields are not valid (invalid)", the detail, a line a field, the ids to ask with. Lines
// without an end at the last. `operation` may be null: then fields keep their pointers. Of a body
// that is no problem document the status and its first characters.
std::string problem_text(const ClientReply& reply, const api::Operation* operation);

// "/transfers/0/amount/amount" -> "--transfers.0.amount"; a pointer that no option has stays.
std::string option_of_pointer(const std::string& pointer, const api::Operation& operation);

}  // namespace sangam::apps::client
