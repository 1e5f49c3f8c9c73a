#include "kernel/vault/key_cache.h"

#include <gtest/gtest.h>

namespace sangam::vault {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

std::shared_ptr<const KeyRing> some_ring() {
  auto ring = std::make_shared<KeyRing>();
  ring->keys.push_back({1, Key::random()});
  return ring;
}

TEST(KeyCache, KeepsWhatWasUsedLast) {
  KeyCache cache(2);
  const auto first = some_ring();
  cache.put(1, first, Deadline::in(1h));
  cache.put(2, some_ring(), Deadline::in(1h));
  EXPECT_EQ(cache.find(1), first);
  cache.put(3, some_ring(), Deadline::in(1h));
  EXPECT_EQ(cache.find(2), nullptr);
  EXPECT_EQ(cache.find(1), first);
  EXPECT_EQ(cache.size(), 2U);
}

TEST(KeyCache, GivesNothingStale) {
  KeyCache cache(2);
  cache.put(1, some_ring(), Deadline::in(-1ns));
  EXPECT_EQ(cache.find(1), nullptr);
  EXPECT_EQ(cache.size(), 0U);
}

TEST(KeyCache, ReplacesAndRemoves) {
  KeyCache cache(2);
  cache.put(1, some_ring(), Deadline::in(1h));
  const auto second = some_ring();
  cache.put(1, second, Deadline::in(1h));
  EXPECT_EQ(cache.find(1), second);
  cache.remove(1);
  cache.remove(1);
  EXPECT_EQ(cache.find(1), nullptr);
}

}  // namespace
}  // namespace sangam::vault
