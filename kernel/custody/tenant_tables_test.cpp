#include "kernel/custody/tenant_tables.h"

#include <gmock/gmock.h>

namespace sangam::custody {
namespace {

std::vector<TenantTable> named(std::initializer_list<const char*> names) {
  std::vector<TenantTable> tables;
  for (const auto* name : names)
    tables.push_back({.name = name});
  return tables;
}

std::vector<std::string> order(std::initializer_list<const char*> names,
                               const std::vector<Reference>& references) {
  std::vector<std::string> ordered;
  for (const auto& table : in_order_of_deletion(named(names), references))
    ordered.push_back(table.name);
  return ordered;
}

TEST(OrderOfDeletion, TakesWhatRefersBeforeWhatIsReferredTo) {
  EXPECT_THAT(order({"a", "b", "c"}, {{"b", "a"}, {"c", "b"}}),
              testing::ElementsAre("c", "b", "a"));
  EXPECT_THAT(order({"a", "b", "c"}, {{"a", "c"}, {"b", "c"}}),
              testing::ElementsAre("a", "b", "c"));
}

TEST(OrderOfDeletion, IgnoresTablesThatAreNoTenants) {
  EXPECT_THAT(order({"a", "b"}, {{"elsewhere", "a"}, {"b", "outside"}}),
              testing::ElementsAre("a", "b"));
}

TEST(OrderOfDeletion, RefusesACircle) {
  EXPECT_THROW(order({"a", "b", "c"}, {{"a", "b"}, {"b", "a"}}), std::runtime_error);
}

}  // namespace
}  // namespace sangam::custody
