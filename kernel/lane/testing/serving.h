#pragma once

// Hands requests to lanes and waits for all of them, on the test's own thread.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kernel/lane/lane_group.h"

namespace sangam::lane::testing {

// Serves all at once, in order of the list, while the calling thread runs their loop. Returns how
// each ended: nothing, or its error. `meanwhile` runs on the loop once all are handed over.
std::vector<Outcome> serve_all(
    runtime::EventLoop& loop, LaneGroup& lanes, std::span<Request* const> requests,
    bool sandbox = false, const std::function<void()>& meanwhile = [] {});

Outcome serve_one(runtime::EventLoop& loop, LaneGroup& lanes, Request& request,
                  bool sandbox = false);

}  // namespace sangam::lane::testing
