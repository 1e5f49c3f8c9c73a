#pragma once

// What /metrics tells of connections and lanes, beside the operations.

#include <string>

#include "kernel/http/server.h"
#include "kernel/lane/lane_group.h"

namespace sangam::apps {

// Prometheus text format, version 0.0.4.
std::string describe_server(const http::Server& server, const lane::LaneGroup& lanes);

}  // namespace sangam::apps
