#pragma once

// What /metrics tells of connections and lanes, which count for themselves.

#include "kernel/http/server.h"
#include "kernel/lane/lane_group.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::apps {

// Any thread.
void describe_http(const http::Server& server, telemetry::Snapshot& out);
void describe_lanes(const lane::LaneGroup& lanes, telemetry::Snapshot& out);

}  // namespace sangam::apps
