#include "suites/platform/events/tail_window.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace sangam::suites::platform {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRest{200};
constexpr milliseconds kLongWait{60'000};
constexpr milliseconds kShortestGap{5};
constexpr milliseconds kLongestGap{40};
constexpr int kWokenAtOnce = 64;

std::size_t size_of(const TailEntry& entry) noexcept { return entry.item.json()->size(); }

TailEntryPointer to_shared(EventRow row) {
  const auto position = row.position;
  auto stream = row.stream;
  auto type = row.type;
  return std::make_shared<const TailEntry>(
      TailEntry{position, std::move(stream), std::move(type),
                api::WrittenItem<EventEntry>(to_entry(std::move(row)))});
}

}  // namespace

void TailWindow::open_at(std::int64_t position) noexcept {
  if (open_) return;
  open_ = true;
  begin_ = end_ = position;
}

std::optional<std::vector<TailEntryPointer>> TailWindow::behind(std::int64_t after) const {
  if (!open_ || after < begin_) return std::nullopt;
  const auto first = std::ranges::upper_bound(
      entries_, after, {}, [](const TailEntryPointer& entry) { return entry->position; });
  return std::vector<TailEntryPointer>(first, entries_.end());
}

void TailWindow::append(std::vector<EventRow> rows) {
  if (rows.empty()) return;
  for (auto& row : rows) {
    SANGAM_ASSERT(row.position > end_);
    end_ = row.position;
    entries_.push_back(to_shared(std::move(row)));
    bytes_ += size_of(*entries_.back());
  }
  trim();
  ++round_;
  if (std::exchange(waking_, true)) return;
  loop_.post([window = shared_from_this()] { window->wake_some(); });
}

void TailWindow::trim() {
  while (!entries_.empty() && (entries_.size() > kEntriesMost || bytes_ > kBytesMost)) {
    begin_ = entries_.front()->position;
    bytes_ -= size_of(*entries_.front());
    entries_.pop_front();
  }
}

// Whoever is woken moves to the end before it goes on, and leaves the list within that.
void TailWindow::wake_some() {
  for (int i = 0; i < kWokenAtOnce; ++i) {
    if (waiting_.empty() || waiting_.front().round == round_) {
      waking_ = false;
      return;
    }
    waiting_.splice(waiting_.end(), waiting_, waiting_.begin());
    waiting_.back().round = round_;
    waiting_.back().sink->interrupt();
  }
  loop_.post([window = shared_from_this()] { window->wake_some(); });
}

void TailWindow::log_grew() {
  grew_ = true;
  if (leader_ != nullptr) leader_->interrupt();
}

bool TailFollower::leads() noexcept {
  if (window_->leader_ == nullptr) window_->leader_ = &sink_;
  return window_->leader_ == &sink_;
}

void TailFollower::resign() {
  if (window_->leader_ != nullptr && window_->leader_ != &sink_) return;
  window_->leader_ = nullptr;
  if (!window_->waiting_.empty()) window_->waiting_.front().sink->interrupt();
}

void TailFollower::begin_reading() noexcept {
  read_after_growth_ = std::exchange(window_->grew_, false);
}

void TailFollower::end_reading(bool found) noexcept {
  if (found) window_->fruitless_ = 0;
  else if (read_after_growth_) window_->fruitless_ = std::min(window_->fruitless_ + 1, 10);
}

Task<void> TailFollower::rest() {
  co_await sink_.pause(kRest);
  const int fruitless = window_->fruitless_;
  if (fruitless < 2 || !window_->grew_ || sink_.closed()) co_return;
  const auto gap = std::min(kShortestGap * (1 << (fruitless - 2)), kLongestGap);
  co_await runtime::sleep(window_->loop_, gap);
}

Task<void> TailFollower::wait() {
  const auto place = window_->waiting_.insert(window_->waiting_.end(), {&sink_, window_->round_});
  co_await sink_.pause(kLongWait);
  window_->waiting_.erase(place);
}

std::shared_ptr<TailWindow> TailWindows::of(runtime::EventLoop& loop, std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  auto& windows = loops_[&loop].windows;
  if (auto found = windows[tenant].lock()) return found;
  std::erase_if(windows, [](const auto& entry) { return entry.second.expired(); });
  auto made = std::make_shared<TailWindow>(loop);
  windows[tenant] = made;
  return made;
}

void TailWindows::log_grew() {
  const std::lock_guard lock(mutex_);
  for (auto& [loop, of_loop] : loops_) {
    if (of_loop.windows.empty() || std::exchange(of_loop.told, true)) continue;
    loop->post([this, loop] { wake(*loop); });
  }
}

void TailWindows::wake(runtime::EventLoop& loop) {
  for (const auto& window : windows_of(loop))
    window->log_grew();
}

std::vector<std::shared_ptr<TailWindow>> TailWindows::windows_of(runtime::EventLoop& loop) {
  const std::lock_guard lock(mutex_);
  auto& of_loop = loops_[&loop];
  of_loop.told = false;
  std::vector<std::shared_ptr<TailWindow>> windows;
  std::erase_if(of_loop.windows, [&](const auto& entry) {
    auto window = entry.second.lock();
    if (!window) return true;
    windows.push_back(std::move(window));
    return false;
  });
  return windows;
}

}  // namespace sangam::suites::platform
