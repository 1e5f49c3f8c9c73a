#pragma once

// The server's description of itself: an OpenAPI 3.1 document of every operation, served at
// /api/openapi.json. Clients, the console's API page and the tests are made from it. The same
// operations give the same bytes.

#include <span>
#include <string>
#include <string_view>

#include "kernel/api/module.h"

namespace sangam::api {

// Where operations are served beside REST: "graphql" at "/graphql".
struct ApiDoor {
  std::string_view name;
  std::string_view path;
};

struct ApiInfo {
  std::string_view title = "Sangam";
  std::string_view version = "1.0";  // of the API, not of the program
  std::string_view description = kDefaultDescription;
  std::span<const ApiDoor> doors = {};  // told as x-doors

  static constexpr std::string_view kDefaultDescription =
      "One server for many tenants. Every operation is also served below "
      "/api/v1/tenants/{tenant}, where {tenant} is the id or the short name of the credential's "
      "own "
      "tenant. Problems are RFC 9457 documents with a stable `code`, and a JSON pointer for each "
      "field at fault. Lists are pages: pass `next` of one page as `cursor` of the next request.";
};

// JSON text, compact, with tags and operations in the order of declaration.
// Throws std::logic_error when two operations or two structs contradict each other.
std::string openapi_document(std::span<const Module* const> modules, const ApiInfo& info = {});

}  // namespace sangam::api
