// The tables of the engine, against the standard library's.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <unordered_map>

#include "engines/authorization/flat_map.h"
#include "engines/authorization/tuple_table.h"

namespace sangam::authorization {
namespace {

TEST(FlatMap, IsAMap) {
  std::mt19937 random(1);
  FlatMap<int> flat;
  std::unordered_map<std::uint64_t, int> standard;
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t key = random() % 500;
    if (random() % 3 == 0) {
      flat.erase(key);
      standard.erase(key);
    } else {
      EXPECT_EQ(flat.insert(key, i), !standard.contains(key));
      standard[key] = i;
    }
    const std::uint64_t other = random() % 500;
    const auto* found = flat.find(other);
    const auto wanted = standard.find(other);
    ASSERT_EQ(found != nullptr, wanted != standard.end()) << i;
    if (found) ASSERT_EQ(*found, wanted->second);
    ASSERT_EQ(flat.size(), standard.size());
  }
}

TEST(ObjectTable, KeepsAnObjectAsLongAsItIsNamed) {
  ObjectTable table(HashSeed{9});
  std::mt19937 random(2);
  std::map<std::string, int> references;
  for (int i = 0; i < 50'000; ++i) {
    const auto id = "o" + std::to_string(random() % 200);
    if (auto& count = references[id]; random() % 2 == 0) {
      const auto number = table.acquire(3, id);
      ++count;
      ASSERT_EQ(table.id(number), id);
    } else if (count > 0) {
      table.release(table.find(3, id));
      --count;
    }
    ASSERT_EQ(table.find(3, id) != kNoSlot, references[id] > 0);
    ASSERT_EQ(table.find(4, id), kNoSlot);
  }
}

// What stands in a list, whatever its order.
std::multiset<std::uint64_t> subjects_of(const TupleTable& table, Node object) {
  std::multiset<std::uint64_t> all;
  const auto list = table.of_object(object, kItself);
  for (auto slot = list.first; slot != kNoSlot; slot = table.next_of_object(slot))
    all.insert(table.at(slot).subject.key());
  EXPECT_EQ(all.size(), list.count);
  return all;
}

TEST(TupleTable, FindsTuplesFromBothEnds) {
  TupleTable table;
  std::mt19937 random(3);
  std::map<std::uint64_t, std::multiset<std::uint64_t>> by_object;
  std::map<std::uint64_t, std::uint32_t> by_subject;
  for (int i = 0; i < 50'000; ++i) {
    const Node object{static_cast<ObjectNumber>(random() % 20), 1};
    const Node subject{static_cast<ObjectNumber>(random() % 20), kItself};
    const auto slot = table.find(object, subject);
    ASSERT_EQ(slot != kNoSlot, by_object[object.key()].contains(subject.key()));
    if (slot == kNoSlot) {
      table.insert(object, subject, kUnconditional);
      by_object[object.key()].insert(subject.key());
      ++by_subject[subject.key()];
    } else {
      table.erase(slot);
      by_object[object.key()].erase(subject.key());
      --by_subject[subject.key()];
    }
    ASSERT_EQ(subjects_of(table, object), by_object[object.key()]);
    ASSERT_EQ(table.of_subject(subject, 1).count, by_subject[subject.key()]);
  }
}

}  // namespace
}  // namespace sangam::authorization
