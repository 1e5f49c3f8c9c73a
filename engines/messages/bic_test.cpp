#include "engines/messages/bic.h"

#include <gtest/gtest.h>

namespace sangam::engines::messages {
namespace {

TEST(Bic, AcceptsEightAndElevenCharacters) {
  EXPECT_TRUE(is_bic("DEMODEFF"));
  EXPECT_TRUE(is_bic("DEMODEFF500"));
  EXPECT_TRUE(is_bic("BKTRUS33"));
  EXPECT_TRUE(is_bic("CBSBLT26XXX"));
}

TEST(Bic, RefusesEverythingElse) {
  for (const auto* text : {"", "DEMODEF", "DEMODEFF5", "DEMODEFF5000", "demodeff", "DEM0DEFF",
                           "DEMODEF ", "DEMODE0F", "DEMODE1F", "DEMODEFO", "DEMODEFF50-"}) {
    EXPECT_FALSE(is_bic(text)) << text;
  }
}

}  // namespace
}  // namespace sangam::engines::messages
