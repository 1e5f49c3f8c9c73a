#include "kernel/mcp/request_state.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::mcp {
namespace {

constexpr StateOwner kOwner{"usr_1", "tools/call a {}", Timestamp{1'000}};

RequestState state() {
  return {.ticket = "t1", .asked = {"confirm"}, .answers = {{"name", R"({"a":"\"x\""})"}}};
}

TEST(RequestState, ComesBackAsItWasSealed) {
  const StateSealer sealer;
  const auto opened = sealer.open(sealer.seal(state(), kOwner), kOwner);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->ticket, "t1");
  EXPECT_EQ(opened->asked, std::vector<std::string>{"confirm"});
  EXPECT_EQ(opened->answers, state().answers);
}

TEST(RequestState, HoldsForItsOwnerAndItsTimeOnly) {
  const StateSealer sealer;
  const auto sealed = sealer.seal(state(), kOwner);
  auto owner = kOwner;
  owner.principal = "usr_2";
  EXPECT_FALSE(sealer.open(sealed, owner));
  owner = kOwner;
  owner.request = "tools/call a {\"x\":1}";
  EXPECT_FALSE(sealer.open(sealed, owner));
  owner = kOwner;
  owner.now.nanoseconds += StateSealer::kLifeNanoseconds;
  EXPECT_TRUE(sealer.open(sealed, owner));
  owner.now.nanoseconds += 1;
  EXPECT_FALSE(sealer.open(sealed, owner));
  EXPECT_FALSE(StateSealer().open(sealed, kOwner)) << "another process has another key";
}

TEST(RequestState, IsRefusedWhenOneByteDiffers) {
  const StateSealer sealer;
  const auto sealed = sealer.seal(state(), kOwner);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto other = sealed;
    other[at] = other[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sealer.open(other, kOwner)) << at;
  }
  EXPECT_FALSE(sealer.open(sealed + "-TAMPERED", kOwner));
  EXPECT_FALSE(sealer.open("", kOwner));
  EXPECT_FALSE(sealer.open(".", kOwner));
}

TEST(RequestState, RefusesToGrowWithoutEnd) {
  const StateSealer sealer;
  auto large = state();
  large.answers["large"] = std::string(StateSealer::kMost, 'x');
  EXPECT_THROW(sealer.seal(large, kOwner), Error);
  EXPECT_FALSE(sealer.open(std::string(StateSealer::kMost + 1, 'A'), kOwner));
}

TEST(RequestState, MakesTicketsThatDiffer) {
  EXPECT_NE(StateSealer::new_ticket(), StateSealer::new_ticket());
}

}  // namespace
}  // namespace sangam::mcp
