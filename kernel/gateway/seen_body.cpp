#include "kernel/gateway/seen_body.h"

#include <algorithm>

#include "base/error.h"

namespace sangam::gateway {

namespace {

Error too_large() { return {Code::too_large, "The body is larger than this operation accepts."}; }

// What was read already, then what follows.
class ReplayedBody final : public http::BodySource {
 public:
  ReplayedBody(std::string beginning, bool ended, http::BodySource& rest)
      : beginning_(std::move(beginning)), ended_(ended), rest_(rest) {}

  Task<std::optional<std::string_view>> next() override {
    if (!std::exchange(given_, true) && !beginning_.empty()) {
      if (beginning_.size() > limit_) throw too_large();
      co_return std::string_view(beginning_);
    }
    if (ended_) co_return std::nullopt;
    co_return co_await rest_.next();
  }
  void set_limit(std::uint64_t bytes) override {
    limit_ = bytes;
    rest_.set_limit(bytes);
  }
  void deadline_changed(runtime::Deadline deadline) override { rest_.deadline_changed(deadline); }

 private:
  std::string beginning_;
  bool ended_;
  http::BodySource& rest_;
  std::uint64_t limit_ = UINT64_MAX;
  bool given_ = false;
};

class BoundedBody final : public http::BodySource {
 public:
  BoundedBody(std::uint64_t bytes, http::BodySource& rest) : bytes_(bytes), rest_(rest) {
    rest_.set_limit(bytes_);
  }

  Task<std::optional<std::string_view>> next() override { co_return co_await rest_.next(); }
  void set_limit(std::uint64_t bytes) override { rest_.set_limit(std::min(bytes, bytes_)); }
  void deadline_changed(runtime::Deadline deadline) override { rest_.deadline_changed(deadline); }

 private:
  std::uint64_t bytes_;
  http::BodySource& rest_;
};

}  // namespace

Task<BodyBeginning> look_at_body(http::Request& request, std::size_t most) {
  BodyBeginning seen;
  auto* source = request.body_source();
  if (source == nullptr) co_return seen;
  bool ended = false;
  while (!ended && seen.text.size() < most) {
    const auto piece = co_await source->next();
    if (piece) seen.text += *piece;
    else ended = true;
  }
  // A body that was announced to end here does.
  ended = ended || request.content_length() == seen.text.size();
  seen.cut = !ended;
  request.replace_body(std::make_unique<ReplayedBody>(seen.text, ended, *source));
  co_return seen;
}

void bound_body(http::Request& request, std::uint64_t bytes) {
  if (auto* source = request.body_source())
    request.replace_body(std::make_unique<BoundedBody>(bytes, *source));
}

}  // namespace sangam::gateway
