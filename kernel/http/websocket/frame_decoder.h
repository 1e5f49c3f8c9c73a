#pragma once

// Reads what a client sends over a WebSocket (RFC 6455 §5): bytes in, whole messages and control
// frames out. A pure function of the bytes and the limit: cut anywhere, they give the same. Every
// rule of the protocol that a client can break is found here, at the first byte that breaks it:
//
// * bits for extensions, opcodes without meaning, frames without mask: 1002
// * control frames that are fragmented or longer than 125 bytes: 1002
// * a continuation of nothing, a message inside of another, a length that is not the shortest: 1002
// * a close frame with half a code or one that may not be sent: 1002; its reason not UTF-8: 1007
// * a text that is not UTF-8, over all its fragments: 1007
// * a message over the limit, told by the head of the frame that goes over: 1009
//
// permessage-deflate (RFC 7692) is left out. With a window kept over messages, as clients propose
// it, each connection would hold 40 KiB to read and 260 KiB to write, where all it holds now is
// less than one; without one, messages of a few hundred bytes barely shrink. A compressed message
// can also grow a thousandfold, and secrets beside what an attacker chose can be guessed by its
// length. A server that declines it is always understood (§9.1).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/http/websocket/frame.h"
#include "kernel/http/websocket/utf8_validator.h"

namespace sangam::http::websocket {

// What next() found.
struct Received {
  enum class What : std::uint8_t {
    nothing,  // more bytes are needed
    text,     // a whole message, of valid UTF-8
    binary,   // a whole message
    ping,
    pong,
    close,  // `code` is theirs or no_code, `payload` their reason; nothing may be read after it
    fault,  // `code` is what to close with, `payload` why; nothing may be read after it
  };
  What what = What::nothing;
  std::size_t consumed = 0;       // of the bytes given
  std::string_view payload = {};  // alive until the next call
  CloseCode code = CloseCode::no_code;
};

// A value: no I/O, no clock. Between messages it holds no memory of its own but what is in it.
class FrameDecoder {
 public:
  // `message_bytes`: what a message may have at most, over all its fragments.
  explicit FrameDecoder(std::uint32_t message_bytes) noexcept : limit_(message_bytes) {}

  // Reads up to the next thing to tell. Call with what is left until it tells nothing: then all was
  // consumed, and the memory of the last message is given back. O(bytes).
  Received next(std::string_view bytes);
  // Whether a close or a fault was told: then asking again is an error (asserted).
  bool ended() const noexcept { return ended_; }

 private:
  enum class Message : std::uint8_t { none, text, binary };
  static constexpr std::size_t kHeadMost = 14;

  // What is wrong; `reason` is empty when nothing is.
  struct Fault {
    CloseCode code = CloseCode::protocol_error;
    std::string_view reason;
  };

  bool take_head(std::string_view& bytes, Fault& fault);
  Fault check_first_bytes() const;
  Fault begin_payload();
  bool take_payload(std::string_view& bytes, Fault& fault);
  Fault keep(std::string_view masked);
  Received end_frame();
  Received end_message();
  Received end_close();
  Received tell(const Fault& fault);

  std::uint32_t limit_;
  std::array<char, kHeadMost> head_{};
  std::uint8_t head_size_ = 0;
  std::uint8_t head_length_ = 2;  // as far as it is known
  bool in_payload_ = false;
  bool final_ = false;
  bool ended_ = false;
  bool delivered_ = false;  // message_ was told, and is to be given back
  Message kind_ = Message::none;
  Opcode opcode_ = Opcode::continuation;
  std::uint8_t control_size_ = 0;
  Utf8Validator utf8_;
  std::uint64_t left_ = 0;     // of the frame's payload
  std::uint32_t mask_at_ = 0;  // which byte of the mask is next
  std::array<unsigned char, 4> mask_{};
  std::array<char, kControlPayloadMost> control_{};
  std::string message_;
};

}  // namespace sangam::http::websocket
