#pragma once

// Writes structured fields (RFC 9651 §4.1): one text for each value, so that a value that was read
// and is written again is the same whatever blanks it came with.

#include <optional>
#include <string>

#include "base/structured_fields/value.h"

namespace sangam::structured_fields {

// Nothing when something in it cannot be written: a key or token of other characters, a string
// outside visible ASCII, a number with too many digits, text that is not UTF-8. What was read can
// always be written. O(size).
std::optional<std::string> serialize(const BareItem& value);
std::optional<std::string> serialize(const Item& item);
std::optional<std::string> serialize(const InnerList& list);
std::optional<std::string> serialize(const Member& member);
// An empty list or dictionary is an empty text; such a field is not sent at all.
std::optional<std::string> serialize(const List& list);
std::optional<std::string> serialize(const Dictionary& dictionary);

}  // namespace sangam::structured_fields
