#pragma once

// The parts of a message that signatures cover (RFC 9421 §2): fields, and what is derived from the
// request line.

#include <expected>
#include <string>

#include "base/structured_fields/value.h"
#include "kernel/message_signatures/message.h"

namespace sangam::message_signatures {

// The value of a component as the signature base has it. The error is a sentence for people.
//
// Derived: @method, @target-uri, @authority, @scheme, @request-target, @path, @query,
// @query-param;name="…", and @status of a response. Fields: by their lower-case name, with sf (one
// that is known to be structured, written anew), key="…" (a member of a dictionary) or bs (each
// line as bytes). Refused: tr, because trailers are not read; req, because only requests come
// signed; other parameters; a field that is not there; a query parameter that comes twice. O(bytes
// of the fields and target).
std::expected<std::string, std::string> component_value(const Message& message,
                                                        const structured_fields::Item& component);

// The authority in its normal form: lower case, without the port that the scheme implies (RFC 9421
// §2.2.3).
std::string normal_authority(std::string_view authority, std::string_view scheme);

}  // namespace sangam::message_signatures
