#include "kernel/http/websocket/frame_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/assert.h"

namespace sangam::http::websocket {

namespace {

constexpr unsigned char kFinal = 0x80;
constexpr unsigned char kExtensions = 0x70;
constexpr unsigned char kOpcode = 0x0F;
constexpr unsigned char kMasked = 0x80;
constexpr unsigned char kLength = 0x7F;
constexpr unsigned char kTwoBytes = 126;
constexpr unsigned char kEightBytes = 127;
constexpr std::uint8_t kFirstBytes = 2;  // what says how long the head is
constexpr std::size_t kMaskBytes = 4;

bool is_known(unsigned char opcode) noexcept {
  return opcode <= static_cast<unsigned char>(Opcode::binary) ||
         (opcode >= static_cast<unsigned char>(Opcode::close) &&
          opcode <= static_cast<unsigned char>(Opcode::pong));
}

// Eight bytes at a time; `at` says with which byte of the mask it begins.
void unmask(char* bytes, std::size_t size, const std::array<unsigned char, 4>& mask,
            std::uint32_t at) noexcept {
  std::array<unsigned char, 8> key;
  for (std::uint32_t i = 0; i < key.size(); ++i)
    key[i] = mask[(at + i) % mask.size()];
  std::uint64_t wide_key;
  std::memcpy(&wide_key, key.data(), sizeof wide_key);
  std::size_t done = 0;
  for (; size - done >= sizeof wide_key; done += sizeof wide_key) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + done, sizeof eight);
    eight ^= wide_key;
    std::memcpy(bytes + done, &eight, sizeof eight);
  }
  for (std::size_t i = 0; done < size; ++done, ++i)
    bytes[done] = static_cast<char>(static_cast<unsigned char>(bytes[done]) ^ key[i]);
}

std::uint64_t big_endian(const char* bytes, std::size_t size) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

Received FrameDecoder::next(std::string_view bytes) {
  SANGAM_ASSERT(!ended_);
  // Swapped, because an assignment would keep the memory.
  if (std::exchange(delivered_, false)) std::string().swap(message_);
  const std::size_t given = bytes.size();
  Received received;
  Fault fault;
  while (received.what == Received::What::nothing) {
    const bool whole = take_head(bytes, fault) && take_payload(bytes, fault);
    if (!fault.reason.empty()) received = tell(fault);
    else if (whole) received = end_frame();
    else break;
  }
  received.consumed = given - bytes.size();
  return received;
}

// True once the head of the frame is known.
bool FrameDecoder::take_head(std::string_view& bytes, Fault& fault) {
  while (!in_payload_) {
    if (bytes.empty()) return false;
    const std::size_t count = std::min<std::size_t>(bytes.size(), head_length_ - head_size_);
    std::memcpy(head_.data() + head_size_, bytes.data(), count);
    bytes.remove_prefix(count);
    head_size_ = static_cast<std::uint8_t>(head_size_ + count);
    if (head_size_ < head_length_) return false;
    if (head_length_ == kFirstBytes) {
      fault = check_first_bytes();
      const auto length = static_cast<unsigned char>(head_[1]) & kLength;
      const std::size_t more = length == kTwoBytes ? 2 : length == kEightBytes ? 8 : 0;
      head_length_ = static_cast<std::uint8_t>(kFirstBytes + more + kMaskBytes);
    } else {
      fault = begin_payload();
      in_payload_ = true;
    }
    if (!fault.reason.empty()) return false;
  }
  return true;
}

FrameDecoder::Fault FrameDecoder::check_first_bytes() const {
  const auto first = static_cast<unsigned char>(head_[0]);
  const auto second = static_cast<unsigned char>(head_[1]);
  if ((first & kExtensions) != 0) return {.reason = "No extension was agreed on."};
  if (!is_known(first & kOpcode)) return {.reason = "The opcode has no meaning."};
  if ((second & kMasked) == 0) return {.reason = "Frames of a client are masked."};
  const auto opcode = static_cast<Opcode>(first & kOpcode);
  if (is_control(opcode)) {
    if ((first & kFinal) == 0) return {.reason = "A control frame is not fragmented."};
    if ((second & kLength) > kControlPayloadMost)
      return {.reason = "A control frame has 125 bytes at most."};
    return {};
  }
  if (opcode == Opcode::continuation && kind_ == Message::none)
    return {.reason = "There is no message to continue."};
  if (opcode != Opcode::continuation && kind_ != Message::none)
    return {.reason = "A message begins inside of another."};
  return {};
}

FrameDecoder::Fault FrameDecoder::begin_payload() {
  const auto first = static_cast<unsigned char>(head_[0]);
  const auto length = static_cast<unsigned char>(head_[1]) & kLength;
  final_ = (first & kFinal) != 0;
  opcode_ = static_cast<Opcode>(first & kOpcode);
  const std::size_t mask_begin = head_length_ - kMaskBytes;
  std::memcpy(mask_.data(), head_.data() + mask_begin, kMaskBytes);
  mask_at_ = 0;
  left_ = static_cast<std::uint64_t>(length);
  if (length >= kTwoBytes) {
    left_ = big_endian(head_.data() + kFirstBytes, mask_begin - kFirstBytes);
    const std::uint64_t least = length == kTwoBytes ? kTwoBytes : std::uint64_t{UINT16_MAX} + 1;
    if (left_ < least || left_ > INT64_MAX)
      return {.reason = "The length is not written the shortest way."};
  }
  if (is_control(opcode_)) {
    control_size_ = 0;
    return {};
  }
  if (left_ > limit_ - message_.size())
    return {CloseCode::message_too_big, "The message is larger than is taken here."};
  if (opcode_ == Opcode::continuation) return {};
  kind_ = opcode_ == Opcode::text ? Message::text : Message::binary;
  utf8_.reset();
  return {};
}

// True once the payload of the frame is there.
bool FrameDecoder::take_payload(std::string_view& bytes, Fault& fault) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  fault = keep(bytes.substr(0, count));
  bytes.remove_prefix(count);
  left_ -= count;
  mask_at_ = static_cast<std::uint32_t>((mask_at_ + count) % mask_.size());
  return left_ == 0 && fault.reason.empty();
}

FrameDecoder::Fault FrameDecoder::keep(std::string_view masked) {
  if (masked.empty()) return {};
  if (is_control(opcode_)) {
    SANGAM_ASSERT(control_size_ + masked.size() <= control_.size());
    char* const to = control_.data() + control_size_;
    std::memcpy(to, masked.data(), masked.size());
    unmask(to, masked.size(), mask_, mask_at_);
    control_size_ = static_cast<std::uint8_t>(control_size_ + masked.size());
    return {};
  }
  // Grows with what came, not with what was announced.
  const std::size_t before = message_.size();
  message_.append(masked);
  SANGAM_ASSERT(message_.size() <= limit_);
  unmask(message_.data() + before, masked.size(), mask_, mask_at_);
  if (kind_ == Message::text && !utf8_.feed(std::string_view(message_).substr(before)))
    return {CloseCode::invalid_payload, "The text is not UTF-8."};
  return {};
}

Received FrameDecoder::end_frame() {
  SANGAM_ASSERT(left_ == 0 && in_payload_);
  in_payload_ = false;
  head_size_ = 0;
  head_length_ = kFirstBytes;
  const std::string_view control(control_.data(), control_size_);
  switch (opcode_) {
    case Opcode::ping:
      return {.what = Received::What::ping, .payload = control};
    case Opcode::pong:
      return {.what = Received::What::pong, .payload = control};
    case Opcode::close:
      return end_close();
    default:
      return final_ ? end_message() : Received{};
  }
}

Received FrameDecoder::end_message() {
  const bool text = std::exchange(kind_, Message::none) == Message::text;
  if (text && !utf8_.complete())
    return tell({CloseCode::invalid_payload, "The text ends inside of a character."});
  delivered_ = true;
  return {.what = text ? Received::What::text : Received::What::binary, .payload = message_};
}

Received FrameDecoder::end_close() {
  if (control_size_ == 1) return tell({.reason = "A close code has two bytes."});
  ended_ = true;
  if (control_size_ == 0) return {.what = Received::What::close};
  const auto code = static_cast<std::uint16_t>(big_endian(control_.data(), 2));
  if (!may_be_sent(code)) return tell({.reason = "The close code may not be sent."});
  const std::string_view reason(control_.data() + 2, control_size_ - 2U);
  Utf8Validator utf8;
  if (!utf8.feed(reason) || !utf8.complete())
    return tell({CloseCode::invalid_payload, "The reason is not UTF-8."});
  return {.what = Received::What::close, .payload = reason, .code = static_cast<CloseCode>(code)};
}

Received FrameDecoder::tell(const Fault& fault) {
  ended_ = true;
  return {.what = Received::What::fault, .payload = fault.reason, .code = fault.code};
}

}  // namespace sangam::http::websocket
