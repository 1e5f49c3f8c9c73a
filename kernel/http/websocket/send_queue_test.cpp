#include "kernel/http/websocket/send_queue.h"

#include <gtest/gtest.h>

#include "kernel/http/websocket/frame.h"

namespace sangam::http::websocket {
namespace {

std::string frame(std::size_t size) {
  std::string out;
  append_frame(out, Opcode::binary, std::string(size, 'x'));
  return out;
}

TEST(SendQueue, GivesOutWhatWasPutIn) {
  SendQueue queue;
  std::string all;
  std::string taken;
  for (std::size_t i = 0; i < 300; ++i) {
    queue.tail() += frame(i * 7);
    all += frame(i * 7);
    const auto piece = queue.offer();
    const auto count = std::min<std::size_t>(piece.size(), i * 5 + 1);
    taken += piece.substr(0, count);
    queue.sent(count);
  }
  while (!queue.empty()) {
    const std::string piece(queue.offer());
    EXPECT_LE(piece.size(), SendQueue::kOfferMost);
    taken += piece;
    queue.sent(piece.size());
  }
  EXPECT_TRUE(taken == all);
  EXPECT_EQ(queue.size(), 0U);
}

TEST(SendQueue, KeepsTheFrameUnderWayWhenItDropsTheRest) {
  SendQueue queue;
  queue.tail() += frame(40'000) + frame(1'000) + frame(10);
  queue.sent(queue.offer().size());
  queue.drop_waiting();
  EXPECT_EQ(queue.size(), frame(40'000).size() - SendQueue::kOfferMost);
}

// A record of TLS that was begun has to be offered again as it was.
TEST(SendQueue, KeepsWhatWasOfferedAndNotTaken) {
  SendQueue queue;
  queue.tail() += frame(100) + frame(200) + frame(30'000) + frame(300);
  const std::string offered(queue.offer());
  queue.drop_waiting();
  EXPECT_EQ(queue.size(), frame(100).size() + frame(200).size() + frame(30'000).size());
  EXPECT_EQ(queue.offer(), offered);
}

TEST(SendQueue, DropsEverythingBetweenTwoFrames) {
  SendQueue queue;
  queue.tail() += frame(100);
  queue.offer();
  queue.sent(frame(100).size());
  queue.tail() += frame(5) + frame(6);
  queue.drop_waiting();
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace sangam::http::websocket
