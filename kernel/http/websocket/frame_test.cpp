#include "kernel/http/websocket/frame.h"

#include <gtest/gtest.h>

namespace sangam::http::websocket {
namespace {

std::string frame(Opcode opcode, std::string_view payload) {
  std::string out;
  append_frame(out, opcode, payload);
  return out;
}

// RFC 6455 §5.7 gives the bytes of these.
TEST(Frame, IsWrittenAsTheSpecificationShows) {
  EXPECT_EQ(frame(Opcode::text, "Hello"), "\x81\x05Hello");
  EXPECT_EQ(frame(Opcode::ping, "Hello"), "\x89\x05Hello");
  EXPECT_EQ(frame(Opcode::binary, std::string(256, 'x')).substr(0, 4),
            std::string("\x82\x7E\x01\x00", 4));
  EXPECT_EQ(frame(Opcode::binary, std::string(65'536, 'x')).substr(0, 10),
            std::string("\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(Frame, KnowsItsLength) {
  for (const std::size_t size : {0, 125, 126, 65'535, 65'536, 100'000}) {
    const std::string one = frame(Opcode::text, std::string(size, 'x'));
    EXPECT_EQ(frame_length(one + frame(Opcode::pong, "next")), one.size());
  }
}

TEST(Frame, SaysWhyItCloses) {
  std::string out;
  append_close(out, CloseCode::try_again_later, "too slow");
  EXPECT_EQ(out, "\x88\x0A\x03\xF5too slow");
  out.clear();
  append_close(out, CloseCode::no_code, "");
  EXPECT_EQ(out, std::string("\x88\x00", 2));
}

TEST(FrameDeathTest, HoldsOursToTheRules) {
  std::string out;
  EXPECT_DEATH(append_frame(out, Opcode::ping, std::string(126, 'x')), "");
  EXPECT_DEATH(append_close(out, CloseCode::no_close, ""), "");
  EXPECT_DEATH(append_close(out, CloseCode::normal, std::string(kReasonMost + 1, 'x')), "");
}

}  // namespace
}  // namespace sangam::http::websocket
