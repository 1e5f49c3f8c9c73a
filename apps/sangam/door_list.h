#pragma once

// Which door serves which paths.

#include <string_view>
#include <vector>

#include "kernel/http/handler.h"
#include "kernel/http/request.h"

namespace sangam::apps {

struct DoorEntry {
  bool (*serves)(http::Method method, std::string_view path);
  http::RequestHandler& handler;  // outlives the list
};

// The first that serves a request is asked.
using DoorList = std::vector<DoorEntry>;

}  // namespace sangam::apps
