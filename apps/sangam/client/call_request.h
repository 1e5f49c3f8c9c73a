#pragma once

// From command-line fields to an HTTP request, by the operation's own described types.

#include <expected>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kernel/api/operation.h"

namespace sangam::apps::client {

// A field by its path, "name", "owner.email", "transfers.0.amount", and its text.
using FieldText = std::pair<std::string, std::string>;

struct PreparedRequest {
  std::string method;
  std::string target;  // "/api/v1/ledger/accounts?limit=5"
  std::string body;    // JSON; empty for none
};

// Amounts are "12.50 INR"; a list grows by one item each time its field is named. `json` is a whole
// body to which the fields are added; empty for none. Uploads get no body here.
// The fault is a sentence for people: an unknown field, a missing one of the path, a wrong number.
// Rules of values are left to the server, which reports all of them at once.
std::expected<PreparedRequest, std::string> prepare_request(const api::Operation& operation,
                                                            std::span<const FieldText> fields,
                                                            const std::string& json);

}  // namespace sangam::apps::client
