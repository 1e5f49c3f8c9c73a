#pragma once

// The command line of `sangam call`, taken apart, and which server it means.

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "apps/sangam/client/call_request.h"

namespace sangam::apps::client {

struct CallOptions {
  std::string operation;  // empty with `list`
  std::vector<FieldText> fields;
  std::string json;             // --json: a body
  std::string file;             // --file: the body of an upload
  std::string url;              // --url
  std::string key;              // --key
  std::string data;             // --data: the data directory with demo.json
  std::string idempotency_key;  // --idempotency-key
  bool as_json = false;         // --output json
  bool list = false;
  bool help = false;
};

// A field that needs no value (true) is followed by another option or by nothing.
std::expected<CallOptions, std::string> parse_call(std::span<const std::string> args);

struct ServerAddress {
  std::string url;  // "http://127.0.0.1:8080", no slash at the end
  std::string key;
};

// Flags before environment (SANGAM_URL, SANGAM_API_KEY) before demo.json of the data directory
// (--data, SANGAM_DATA).
std::expected<ServerAddress, std::string> find_server(const CallOptions& options);

}  // namespace sangam::apps::client
