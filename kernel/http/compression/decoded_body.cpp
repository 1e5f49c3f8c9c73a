#include "kernel/http/compression/decoded_body.h"

#include "base/error.h"
#include "kernel/runtime/next_turn.h"

namespace sangam::http::compression {

namespace {

constexpr std::size_t kSpace = 32 * 1024;
// After so much others on the loop have their turn: about half a millisecond.
constexpr std::uint64_t kTurn = 256 * 1024;

// What a coding adds to bytes that it cannot shrink.
constexpr std::uint64_t coded_most(std::uint64_t bytes) {
  return bytes > UINT64_MAX / 2 ? bytes : bytes + bytes / 1000 + 1024;
}

}  // namespace

DecodedBody::DecodedBody(BodySource& coded, runtime::EventLoop* loop, Coding coding,
                         DecodingBounds bounds)
    : coded_(coded), loop_(loop), coding_(coding), bounds_(bounds) {}

DecodedBody::~DecodedBody() = default;

void DecodedBody::set_limit(std::uint64_t bytes) {
  bounds_.bytes = bytes;
  coded_.set_limit(coded_most(bytes));
}

void DecodedBody::require_bounds() const {
  if (made_ > bounds_.bytes)
    throw Error{Code::too_large, "The body, decoded, is larger than the " +
                                     std::to_string(bounds_.bytes) +
                                     " bytes that this operation accepts."};
  if (made_ > bounds_.free_bytes && made_ / bounds_.ratio > received_)
    throw Error{Code::too_large, "The body grows to more than " + std::to_string(bounds_.ratio) +
                                     " times its size when it is decoded."};
}

// False at the end of what was sent.
Task<bool> DecodedBody::receive() {
  const auto piece = co_await coded_.next();
  if (!piece) co_return false;
  input_ = *piece;
  co_return true;
}

Task<std::optional<std::string_view>> DecodedBody::next() {
  if (!decoder_) {
    decoder_ = make_decoder(coding_);
    space_.resize(kSpace);
  }
  if (made_this_turn_ >= kTurn && loop_ != nullptr) {
    made_this_turn_ = 0;
    co_await runtime::NextTurn{*loop_};
  }
  while (true) {
    if (input_.empty() && !co_await receive()) {
      if (ended_) co_return std::nullopt;
      // A decoder may hold bytes for which there was no room.
      const auto rest = decoder_->read({}, space_);
      ended_ = rest.ended;
      if (rest.made == 0 && !ended_)
        throw Error{Code::malformed,
                    "The body ends before its " + std::string(name(coding_)) + " does."};
      made_ += rest.made;
      require_bounds();
      if (rest.made > 0) co_return std::string_view(space_.data(), rest.made);
      continue;
    }
    const auto step = decoder_->read(input_, space_);
    if (step.consumed == 0 && step.made == 0 && !step.ended)
      throw Error{Code::malformed, "The body ends before its coding does."};
    input_.remove_prefix(step.consumed);
    received_ += step.consumed;
    made_ += step.made;
    made_this_turn_ += step.made;
    ended_ = step.ended;
    require_bounds();
    if (step.made > 0) co_return std::string_view(space_.data(), step.made);
  }
}

}  // namespace sangam::http::compression
