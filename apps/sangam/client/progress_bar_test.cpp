#include "apps/sangam/client/progress_bar.h"

#include <gtest/gtest.h>

namespace sangam::apps::client {
namespace {

TEST(ProgressLine, ShowsHowMuchOfHowMuch) {
  EXPECT_EQ(progress_line("Sending", 50, 100, ProgressUnit::items),
            "Sending [" + std::string(16, '=') + std::string(16, ' ') + "] 50/100 50%");
  EXPECT_EQ(progress_line("Sending", 0, 0, ProgressUnit::items),
            "Sending [" + std::string(32, '=') + "] 0/0 100%");
  EXPECT_EQ(progress_line("Receiving", 1536, -1, ProgressUnit::bytes), "Receiving 1.5 KiB");
}

TEST(ProgressLine, NeverOverflowsItsBar) {
  EXPECT_EQ(progress_line("x", 300, 100, ProgressUnit::items),
            "x [" + std::string(32, '=') + "] 300/100 100%");
}

TEST(ByteText, RoundsToOneDecimal) {
  EXPECT_EQ(byte_text(0), "0 B");
  EXPECT_EQ(byte_text(1023), "1023 B");
  EXPECT_EQ(byte_text(1024), "1.0 KiB");
  EXPECT_EQ(byte_text(std::int64_t{5} * 1024 * 1024), "5.0 MiB");
  EXPECT_EQ(byte_text(std::int64_t{3} << 40), "3.0 TiB");
}

}  // namespace
}  // namespace sangam::apps::client
