#include "kernel/lane/fair_queue.h"

#include <gtest/gtest.h>

#include <memory>

namespace sangam::lane {
namespace {

struct Named final : Request {
  Named(runtime::EventLoop& loop, std::int32_t tenant, int given)
      : Request(loop, tenant), name(given) {}
  std::size_t size() const noexcept override { return 1; }
  void rewind() override {}
  bool effective() const override { return false; }
  int name;
};

class FairQueueTest : public ::testing::Test {
 protected:
  Named& request(std::int32_t tenant, int name) {
    requests_.push_back(std::make_unique<Named>(loop_, tenant, name));
    return *requests_.back();
  }
  void push(std::int32_t tenant, int name) { ASSERT_TRUE(queue_.push(request(tenant, name))); }
  std::vector<int> drain() {
    std::vector<int> names;
    while (auto* next = queue_.pop())
      names.push_back(dynamic_cast<Named&>(*next).name);
    return names;
  }

  runtime::EventLoop loop_;
  FairQueue queue_{8};

 private:
  std::vector<std::unique_ptr<Named>> requests_;
};

TEST_F(FairQueueTest, TakesTurnsOverTenantsAndKeepsTheOrderOfEach) {
  for (const int name : {11, 12, 13, 14})
    push(1, name);
  push(2, 21);
  push(3, 31);
  push(3, 32);
  EXPECT_EQ(drain(), (std::vector{11, 21, 31, 12, 32, 13, 14}));
  EXPECT_TRUE(queue_.empty());
}

TEST_F(FairQueueTest, RefusesWhatIsMoreThanItHolds) {
  for (int name = 0; name < 8; ++name)
    push(1, name);
  EXPECT_FALSE(queue_.push(request(2, 99)));
  EXPECT_EQ(queue_.size(), 8U);
  EXPECT_NE(queue_.pop(), nullptr);
  EXPECT_TRUE(queue_.push(request(2, 99)));
}

TEST_F(FairQueueTest, APutBackRequestIsItsTenantsNextButWaitsItsTurn) {
  push(1, 11);
  push(1, 12);
  auto* large = queue_.pop();
  push(2, 21);
  push(3, 31);
  queue_.put_back(*large);
  EXPECT_EQ(queue_.size(), 4U);
  EXPECT_EQ(drain(), (std::vector{11, 21, 31, 12}));
}

// One tenant's request that takes many batches must not keep another's waiting to its end.
TEST_F(FairQueueTest, APutBackRequestOfAnIdleTenantGoesBehindTheOthers) {
  push(1, 11);
  auto* large = queue_.pop();
  push(2, 21);
  push(2, 22);
  queue_.put_back(*large);
  EXPECT_EQ(drain(), (std::vector{21, 11, 22}));
}

TEST_F(FairQueueTest, PuttingBackIsAlwaysPossible) {
  for (int name = 0; name < 8; ++name)
    push(1, name);
  auto* taken = queue_.pop();
  push(2, 21);
  queue_.put_back(*taken);
  EXPECT_EQ(queue_.size(), 9U);
  EXPECT_FALSE(queue_.push(request(3, 31)));
}

TEST_F(FairQueueTest, PopOfNothingIsNothing) { EXPECT_EQ(queue_.pop(), nullptr); }

}  // namespace
}  // namespace sangam::lane
