// Following the log: read what is new, wait, read again.

#include <algorithm>
#include <charconv>

#include "suites/platform/events/events.h"
#include "suites/platform/events/rows.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

namespace {

using std::chrono::milliseconds;

constexpr std::int32_t kTailBatch = 200;
constexpr milliseconds kRest{200};

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

bool wanted(const TailEvents& request, const EventRow& row) {
  if (request.stream && request.stream->str() != row.stream) return false;
  return request.type.empty() || std::ranges::any_of(request.type, [&](const auto& type) {
           return type.str() == row.type;
         });
}

}  // namespace

Task<void> EventQueries::tail(api::Call& call, TailEvents request,
                              api::StreamSink<EventEntry>& sink) {
  const TailPlace place(tails_);
  std::int64_t after = 0;
  if (!sink.last_event_id().empty()) after = parse_position(sink.last_event_id());
  else after = request.after ? request.after->value : co_await newest(call);
  while (!sink.closed()) {
    auto work = call.transaction(store::Mode::read_only);
    auto rows = co_await work.rows<EventRow>(kTailEvents, after, kTailBatch);
    for (auto& row : rows) {
      after = row.position;
      if (!wanted(request, row)) continue;
      if (!co_await sink.send(to_entry(std::move(row)), std::to_string(after))) co_return;
    }
    if (rows.size() == static_cast<std::size_t>(kTailBatch)) continue;
    if (!co_await sink.pause(kRest)) co_return;
  }
}

}  // namespace sangam::suites::platform
