#include "kernel/lane/testing/serving.h"

namespace sangam::lane::testing {

namespace {

Task<void> serve_into(runtime::EventLoop& loop, LaneGroup& lanes, Request& request, bool sandbox,
                      Outcome& outcome, std::size_t& left) {
  try {
    co_await lanes.serve(request, sandbox);
  } catch (const Error& error) {
    outcome = error;
  }
  if (--left == 0) loop.stop();
}

}  // namespace

std::vector<Outcome> serve_all(runtime::EventLoop& loop, LaneGroup& lanes,
                               std::span<Request* const> requests, bool sandbox,
                               const std::function<void()>& meanwhile) {
  std::vector<Outcome> outcomes(requests.size());
  if (requests.empty()) return outcomes;
  auto left = requests.size();
  loop.post([&] {
    for (std::size_t i = 0; i < requests.size(); ++i)
      start_detached(serve_into(loop, lanes, *requests[i], sandbox, outcomes[i], left));
    meanwhile();
  });
  loop.run();
  return outcomes;
}

Outcome serve_one(runtime::EventLoop& loop, LaneGroup& lanes, Request& request, bool sandbox) {
  Request* const one[] = {&request};
  return serve_all(loop, lanes, one, sandbox).front();
}

}  // namespace sangam::lane::testing
