#pragma once

// An event on a line for people, and --since as they write it.

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace sangam::apps::client {

// "10:43:10.594 ledger.transfers.posted accounts/acct_… {…}", ended by a line break. With colours
// the time is dim and each type has a colour of its own, always the same.
std::string event_line(const boost::json::value& event, bool colour);

// "90s", "10m", "2h", "3d" before `now`, or a point in time (RFC 3339). Nothing for what is
// neither, and for more than a year.
std::optional<Timestamp> since_time(std::string_view text, Timestamp now);

}  // namespace sangam::apps::client
