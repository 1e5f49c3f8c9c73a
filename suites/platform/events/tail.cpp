// Following the log: what was, and then what comes, which is read once for all who follow it.

#include <algorithm>
#include <charconv>

#include "suites/platform/events/events.h"
#include "suites/platform/events/rows.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int32_t kTailBatch = 200;

struct PositionRow {
  std::int64_t position = 0;
};
SANGAM_DESCRIBE(PositionRow, (position, "Of the newest event"))

// One of the tails a process may have open.
class TailPlace {
 public:
  explicit TailPlace(std::atomic<int>& tails) : tails_(tails) {
    if (tails_.fetch_add(1) < EventQueries::kTailsMost) return;
    tails_.fetch_sub(1);
    Error error{Code::unavailable, "Too many follow the events now."};
    error.retry_after_seconds = 5;
    throw error;
  }
  ~TailPlace() { tails_.fetch_sub(1); }
  TailPlace(const TailPlace&) = delete;
  TailPlace& operator=(const TailPlace&) = delete;

 private:
  std::atomic<int>& tails_;
};

std::int64_t parse_position(const std::string& text) {
  std::int64_t position = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (fault != std::errc() || end != text.data() + text.size() || position < 0)
    throw Error{Code::malformed, "Last-Event-ID must be the id of an item of this stream."};
  return position;
}

Task<std::int64_t> newest(api::Call& call) {
  auto work = call.transaction(store::Mode::read_only);
  const auto row = co_await work.row<PositionRow>(kNewestEvent);
  co_return row ? row->position : 0;
}

bool wanted(const TailEvents& request, const auto& event) {
  if (request.stream && request.stream->str() != event.stream) return false;
  return request.type.empty() || std::ranges::any_of(request.type, [&](const auto& type) {
           return type.str() == event.type;
         });
}

Task<std::vector<EventRow>> read_behind(api::Call& call, std::int64_t after) {
  auto work = call.transaction(store::Mode::read_only);
  co_return co_await work.rows<EventRow>(kTailEvents, after, kTailBatch);
}

Task<std::int64_t> first_position(api::Call& call, const TailEvents& request,
                                  const std::string& last_event_id) {
  if (!last_event_id.empty()) co_return parse_position(last_event_id);
  if (request.after) co_return request.after->value;
  co_return co_await newest(call);
}

// Up to where the window begins, or the first one has begun it.
Task<bool> catch_up(api::Call& call, const TailEvents& request, TailSink& sink, TailWindow& window,
                    std::int64_t& after) {
  const auto reaches_back_to = window.begin();
  auto rows = co_await read_behind(call, after);
  const bool all = rows.size() < static_cast<std::size_t>(kTailBatch);
  for (auto& row : rows) {
    after = row.position;
    if (!wanted(request, row)) continue;
    if (!co_await sink.send(to_entry(std::move(row)), std::to_string(after))) co_return false;
  }
  // What lies between is no longer kept.
  if (all) after = std::max(after, reaches_back_to);
  if (all && !window.is_open()) window.open_at(co_await newest(call));
  co_return true;
}

// Reads for everybody who follows the same tenant on this loop. A database that is away for a
// moment ends nobody's tail.
Task<void> read_on(api::Call& call, TailFollower& follower) {
  auto& window = follower.window();
  follower.begin_reading();
  std::vector<EventRow> rows;
  try {
    rows = co_await read_behind(call, window.end());
  } catch (const Error& error) {
    if (!passes_with_time(error.code)) throw;
  }
  follower.end_reading(!rows.empty());
  if (rows.empty()) co_await follower.rest();
  else window.append(std::move(rows));
}

}  // namespace

Task<void> EventQueries::tail(api::Call& call, TailEvents request, TailSink& sink) {
  const TailPlace place(tails_);
  auto after = co_await first_position(call, request, sink.last_event_id());
  TailFollower follower(windows_.of(call.loop(), call.tenant().number), sink);
  while (!sink.closed()) {
    const auto entries = follower.window().behind(after);
    if (!entries) {
      if (!co_await catch_up(call, request, sink, follower.window(), after)) co_return;
    } else if (entries->empty()) {
      if (follower.leads()) co_await read_on(call, follower);
      else co_await follower.wait();
    } else {
      for (const auto& entry : *entries) {
        after = entry->position;
        if (!wanted(request, *entry)) continue;
        if (sink.would_wait()) follower.resign();
        if (!co_await sink.send(entry->item, std::to_string(after))) co_return;
      }
    }
  }
}

}  // namespace sangam::suites::platform
