// Every rule of RFC 6455 §5 to §8 that a client can keep or break, whole and byte by byte.

#include "kernel/http/websocket/frame_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "kernel/http/websocket/testing/client_frames.h"

namespace sangam::http::websocket {
namespace {

using testing::client_frame;
using testing::ClientFrame;
using testing::close_payload;
using ::testing::ElementsAre;
using What = Received::What;

constexpr std::uint32_t kLimit = 70'000;

// What was told, in words: "text:abc", "close:1000:bye", "fault:1002".
std::string word(const Received& received) {
  const std::string payload(received.payload);
  const auto code = std::to_string(static_cast<int>(received.code));
  switch (received.what) {
    case What::nothing:
      return "nothing";
    case What::text:
      return "text:" + payload;
    case What::binary:
      return "binary:" + payload;
    case What::ping:
      return "ping:" + payload;
    case What::pong:
      return "pong:" + payload;
    case What::close:
      return "close:" + code + ":" + payload;
    case What::fault:
      return "fault:" + code;
  }
  return "";
}

using Words = std::vector<std::string>;

Words read_in_pieces(std::string_view bytes, std::size_t piece, std::uint32_t limit = kLimit) {
  FrameDecoder decoder(limit);
  Words words;
  while (!bytes.empty() && !decoder.ended()) {
    std::string_view some = bytes.substr(0, piece);
    bytes.remove_prefix(some.size());
    while (!decoder.ended()) {
      const auto received = decoder.next(some);
      some.remove_prefix(received.consumed);
      if (received.what == What::nothing) break;
      words.push_back(word(received));
    }
    EXPECT_TRUE(decoder.ended() || some.empty()) << "all is consumed before more is asked for";
  }
  return words;
}

// The same however it is cut.
Words read(std::string_view bytes, std::uint32_t limit = kLimit) {
  auto words = read_in_pieces(bytes, bytes.size(), limit);
  for (const std::size_t piece : {1, 2, 3, 7, 1000})
    EXPECT_EQ(read_in_pieces(bytes, piece, limit), words) << "in pieces of " << piece;
  return words;
}

std::string text(std::string_view payload, bool final = true) {
  return client_frame(Opcode::text, payload, final);
}
std::string more(std::string_view payload, bool final = true) {
  return client_frame(Opcode::continuation, payload, final);
}

TEST(FrameDecoder, GivesMessagesOfEveryLength) {
  for (const std::size_t size : {0, 1, 125, 126, 127, 128, 65'535, 65'536, 70'000}) {
    const std::string payload(size, '*');
    EXPECT_EQ(read_in_pieces(text(payload), 1 << 20), Words{"text:" + payload}) << size;
    EXPECT_EQ(read_in_pieces(client_frame(Opcode::binary, payload), 997),
              Words{"binary:" + payload})
        << size;
  }
}

TEST(FrameDecoder, UnmasksWithEveryMask) {
  for (const std::array<unsigned char, 4> mask :
       {std::array<unsigned char, 4>{0, 0, 0, 0}, {255, 255, 255, 255}, {1, 2, 3, 4}}) {
    const std::string payload = "a payload that is longer than eight bytes";
    EXPECT_THAT(read(client_frame({.payload = payload, .mask = mask})),
                ElementsAre("text:" + payload));
  }
}

TEST(FrameDecoder, GivesPingsAndPongsWherever) {
  EXPECT_THAT(read(client_frame(Opcode::ping, "") + client_frame(Opcode::ping, "hello")),
              ElementsAre("ping:", "ping:hello"));
  const std::string longest(kControlPayloadMost, '\xFE');  // any bytes
  EXPECT_THAT(read(client_frame(Opcode::ping, longest)), ElementsAre("ping:" + longest));
  EXPECT_THAT(read(client_frame(Opcode::pong, "unasked for") + text("x")),
              ElementsAre("pong:unasked for", "text:x"));
}

TEST(FrameDecoder, PutsFragmentsTogether) {
  EXPECT_THAT(read(text("one ", false) + more("two ", false) + more("three")),
              ElementsAre("text:one two three"));
  EXPECT_THAT(read(client_frame(Opcode::binary, "\x01", false) + more("\xFF")),
              ElementsAre("binary:\x01\xFF"));
  EXPECT_THAT(read(text("", false) + more("", false) + more("")), ElementsAre("text:"));
  EXPECT_THAT(read(text("a", false) + client_frame(Opcode::ping, "1") + more("b", false) +
                   client_frame(Opcode::pong, "2") + more("c") + text("d")),
              ElementsAre("ping:1", "pong:2", "text:abc", "text:d"));
}

TEST(FrameDecoder, RefusesFramesOutOfOrder) {
  EXPECT_THAT(read(more("of nothing")), ElementsAre("fault:1002"));
  EXPECT_THAT(read(more("of nothing", false)), ElementsAre("fault:1002"));
  EXPECT_THAT(read(text("whole") + more("more")), ElementsAre("text:whole", "fault:1002"));
  EXPECT_THAT(read(text("a", false) + text("b")), ElementsAre("fault:1002"));
  EXPECT_THAT(read(text("a", false) + client_frame(Opcode::binary, "b")),
              ElementsAre("fault:1002"));
}

TEST(FrameDecoder, RefusesWhatNobodyAgreedOn) {
  for (unsigned bits = 1; bits < 8; ++bits)
    EXPECT_THAT(read(client_frame({.payload = "x", .extensions = bits})),
                ElementsAre("fault:1002"));
  for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    EXPECT_THAT(read(client_frame(static_cast<Opcode>(opcode), "x")), ElementsAre("fault:1002"))
        << opcode;
  EXPECT_THAT(read(client_frame({.payload = "x", .masked = false})), ElementsAre("fault:1002"));
  EXPECT_THAT(read(client_frame({.opcode = Opcode::ping, .extensions = 4})),
              ElementsAre("fault:1002"));
}

TEST(FrameDecoder, RefusesControlFramesThatAreLongOrFragmented) {
  const std::string long_one(kControlPayloadMost + 1, 'x');
  for (const auto opcode : {Opcode::ping, Opcode::pong, Opcode::close}) {
    EXPECT_THAT(read(client_frame(opcode, long_one)), ElementsAre("fault:1002"));
    EXPECT_THAT(read(client_frame(opcode, "", false)), ElementsAre("fault:1002"));
  }
}

TEST(FrameDecoder, RefusesLengthsThatAreNotTheShortest) {
  EXPECT_THAT(read(client_frame({.payload = "short", .length_bytes = 2})),
              ElementsAre("fault:1002"));
  EXPECT_THAT(read(client_frame({.payload = "short", .length_bytes = 8})),
              ElementsAre("fault:1002"));
  const std::string medium(65'535, 'x');
  EXPECT_THAT(read_in_pieces(client_frame({.payload = medium, .length_bytes = 8}), 4096),
              ElementsAre("fault:1002"));
  std::string endless = "\x82\xFF";
  testing::append_length(endless, UINT64_MAX, 8);
  EXPECT_THAT(read(endless + "mask"), ElementsAre("fault:1002"));
}

TEST(FrameDecoder, TellsATooLargeMessageByItsHead) {
  const std::string head_only = client_frame({.payload = std::string(101, 'x')}).substr(0, 6);
  EXPECT_THAT(read(head_only, 100), ElementsAre("fault:1009"));
  EXPECT_THAT(read(text(std::string(100, 'x')), 100), ElementsAre("text:" + std::string(100, 'x')));
  EXPECT_THAT(
      read(text(std::string(60, 'x'), false) + more(std::string(41, 'x')).substr(0, 6), 100),
      ElementsAre("fault:1009"));
  std::string huge = "\x82\xFF";
  testing::append_length(huge, std::uint64_t{1} << 62U, 8);
  EXPECT_THAT(read(huge + "mask"), ElementsAre("fault:1009"));
}

TEST(FrameDecoder, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(read(text("\u00e9\u20ac\U0001F600")), ElementsAre("text:\u00e9\u20ac\U0001F600"));
  // A character over two fragments, with a ping between its bytes.
  EXPECT_THAT(read(text("a\xE2\x82", false) + client_frame(Opcode::ping, "") + more("\xAC")),
              ElementsAre("ping:", "text:a\u20ac"));
  EXPECT_THAT(read(text("a\xE2\x82")), ElementsAre("fault:1007")) << "ends inside";
  EXPECT_THAT(read(text("a\xE2\x82", false) + more("")), ElementsAre("fault:1007"));
  EXPECT_THAT(read(text("\xE2", false) + more("x")), ElementsAre("fault:1007"));
  EXPECT_THAT(read(client_frame(Opcode::binary, "\xFF")), ElementsAre("binary:\xFF"));
}

TEST(FrameDecoder, TellsBadTextBeforeTheMessageEnds) {
  const std::string frame = text("\xC0 and a lot more that never comes");
  EXPECT_THAT(read_in_pieces(frame.substr(0, 7), 7), ElementsAre("fault:1007"));
}

TEST(FrameDecoder, ReadsWhyAClientCloses) {
  const auto close = [](std::string_view payload) {
    return read(client_frame(Opcode::close, payload) + text("behind it"));
  };
  EXPECT_THAT(close(""), ElementsAre("close:1005:"));
  EXPECT_THAT(close(close_payload(1000, "bye")), ElementsAre("close:1000:bye"));
  EXPECT_THAT(close(close_payload(4999)), ElementsAre("close:4999:"));
  const std::string longest(kReasonMost, 'x');
  EXPECT_THAT(close(close_payload(3000, longest)), ElementsAre("close:3000:" + longest));
  EXPECT_THAT(close("\x03"), ElementsAre("fault:1002")) << "half a code";
  EXPECT_THAT(close(close_payload(1000, "\xFF")), ElementsAre("fault:1007"));
  EXPECT_THAT(close(close_payload(1000, "\xE2\x82")), ElementsAre("fault:1007"));
  for (const std::uint16_t code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2999, 5000, 65535})
    EXPECT_THAT(close(close_payload(code)), ElementsAre("fault:1002")) << code;
}

TEST(FrameDecoder, ReadsACloseInsideOfAMessage) {
  EXPECT_THAT(read(text("half", false) + client_frame(Opcode::close, close_payload(1001))),
              ElementsAre("close:1001:"));
}

}  // namespace
}  // namespace sangam::http::websocket
