#pragma once

// The command line of `sangam call`, taken apart.

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apps/sangam/client/call_request.h"
#include "apps/sangam/client/reply_printer.h"
#include "apps/sangam/client/server_address.h"

namespace sangam::apps::client {

struct CallOptions {
  std::string operation;  // empty with `list`
  std::vector<FieldText> fields;
  std::string json;             // --json: a body
  std::string file;             // --file: the body of an upload; "-" is standard input
  std::string out;              // --out: where a download goes
  std::string query;            // --query: a JSON pointer into the reply
  std::string idempotency_key;  // --idempotency-key
  std::string last_event_id;    // --last-event-id: where a stream goes on
  ServerOptions server;
  std::optional<OutputFormat> output;  // --output
  std::int64_t take = 0;               // --take: items of a stream; 0: without end
  bool all = false;                    // --all: every page of a list
  bool force = false;                  // --force: over a file that is there
  bool list = false;
  bool help = false;
};

// An option of the command line itself, not a field of an operation: for parsing, help, completion
// and the manual.
struct OwnOption {
  std::string_view name;   // without "--"
  std::string_view value;  // "PATH"; empty: a flag
  std::string_view text;
  std::string_view group;  // "Server", "Reply", …
};
std::span<const OwnOption> own_options();

// Whether the operation of that name has a field of that name; false for no operation.
using IsField = std::function<bool(std::string_view operation, std::string_view field)>;

// A field that needs no value (true) is followed by another option or by nothing. Behind the
// operation's name a field goes before an option of the same name, such as --url; in front of it
// all are options.
std::expected<CallOptions, std::string> parse_call(std::span<const std::string> args,
                                                   const IsField& is_field);

}  // namespace sangam::apps::client
