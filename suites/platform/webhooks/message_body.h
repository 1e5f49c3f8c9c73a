#pragma once

// The body of a webhook after Standard Webhooks 1.0. Made once an event and kept: every try sends
// the same bytes.

#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace sangam::suites::platform::webhooks {

// {"type":…,"timestamp":…,"data":…}; `data` is JSON text.
std::string message_body(std::string_view type, Timestamp occurred_at, std::string_view data);

}  // namespace sangam::suites::platform::webhooks
