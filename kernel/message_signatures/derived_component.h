#pragma once

// Components that no field has: their names begin with '@' (RFC 9421 §2.2).

#include <expected>
#include <string>

#include "base/structured_fields/value.h"
#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures {

// See component_value().
std::expected<std::string, std::string> derived_value(
    const Message& message, std::string_view name, const structured_fields::Parameters& parameters);

}  // namespace sangam::message_signatures
