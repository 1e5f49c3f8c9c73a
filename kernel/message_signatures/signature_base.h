#pragma once

// The text that is signed (RFC 9421 §2.5): a line for each component that is covered, and one for
// the signature's own parameters.

#include <expected>
#include <string>

#include "base/structured_fields/value.h"
#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures {

// More is nobody's, and each costs a walk over the fields.
inline constexpr std::size_t kMostComponents = 64;

// `covered` is the value of Signature-Input. The error is a sentence for people: a component that
// is not there or comes twice, or cannot be covered (see component.h). O(components x fields +
// bytes).
std::expected<std::string, std::string> signature_base(const Message& message,
                                                       const structured_fields::InnerList& covered);

}  // namespace sangam::message_signatures
