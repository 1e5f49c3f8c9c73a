#pragma once

// Dated replies: a caller that was written for the API as it was on some day says so by the field
// Sangam-Version, and gets replies in the form of that day. An operation declares each change of
// its reply, with the day and how to undo it; whoever says nothing gets the newest form.

#include <optional>
#include <string>

#include "kernel/api/operation.h"
#include "kernel/http/request.h"

namespace sangam::api {

inline constexpr std::string_view kVersionField = "Sangam-Version";

// The day that a request says; nothing when it says none. Throws Error{malformed} for what is no
// day, "2026-01-31".
std::optional<Date> version_of(const http::Request& request);

// Makes `json`, a reply of the operation, what it was on `day`. Costs nothing when it has not
// changed since, else reading and writing it anew.
void make_dated(const Operation& operation, Date day, std::string& json);

}  // namespace sangam::api
