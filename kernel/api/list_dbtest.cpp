#include "kernel/api/list.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/api/operation.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::api {
namespace {

using store::testing::Database;
using store::testing::Item;
using store::testing::kShop;
using store::testing::run_until_done;

constexpr std::int32_t kTenant = 7;

Paging paging(std::int64_t limit, std::string sort = {}, std::string cursor = {}) {
  Paging paging;
  paging.limit.emplace().value = limit;
  using Sort = Text<1, 64>;
  using Cursor = Text<1, 1024>;
  if (!sort.empty()) SANGAM_ASSERT(!Sort::parse(sort, paging.sort.emplace()));
  if (!cursor.empty()) SANGAM_ASSERT(!Cursor::parse(cursor, paging.cursor.emplace()));
  return paging;
}

Task<Page<Item>> read_page(Call& call, Paging paging, std::optional<std::string> name) {
  ListStatement list("items.page",
                     "select id, name, price, tags from shop.items where tenant_id = $1", call);
  list.filter("name >= ?", name)
      .sorts({{"name", "name", "text"}, {"id", "id", "int4"}}, {"id", "id", "int4"});
  co_return co_await list.page<Item>(call, std::move(paging));
}

class ListTest : public ::testing::Test {
 protected:
  ListTest() : database_({kShop}) {
    database_.execute(
        "insert into shop.items (tenant_id, id, name, tags)"
        " select t, n, 'item ' || lpad((n * 7 % 23)::text, 2, '0'), '{}'"
        " from generate_series(1, 23) n, (values (7), (8)) tenants(t)");
  }

  Page<Item> page(Paging paging, std::optional<std::string> name = std::nullopt) {
    Operation operation;
    auto identity = std::make_shared<Identity>();
    identity->tenant = std::make_shared<Tenant>();
    identity->tenant->number = kTenant;
    Call call({.operation = &operation,
               .identity = identity,
               .deadline = store::testing::soon(),
               .loop = &database_.loop(),
               .pools = {.app = &database_.pool()}});
    return run_until_done(database_.loop(), read_page(call, std::move(paging), std::move(name)));
  }

  std::vector<std::int32_t> walk(std::int64_t limit, const std::string& sort) {
    std::vector<std::int32_t> ids;
    std::string cursor;
    do {
      const auto part = page(paging(limit, sort, cursor));
      for (const auto& item : part.items)
        ids.push_back(item.id);
      cursor = part.next.value_or("");
    } while (!cursor.empty());
    return ids;
  }

  Error refusal(Paging wanted) {
    try {
      page(std::move(wanted));
    } catch (const Error& error) {
      return error;
    }
    return {Code::internal, "accepted"};
  }

  Database database_;
};

TEST_F(ListTest, PagesHoldEveryRowOfTheTenantOnce) {
  const auto all = walk(1000, "id");
  EXPECT_EQ(all.size(), 23U);
  EXPECT_TRUE(std::ranges::is_sorted(all));
  for (const std::int64_t limit : {1, 2, 22, 23, 24})
    EXPECT_EQ(walk(limit, "id"), all) << limit;
}

TEST_F(ListTest, SortsBothWays) {
  for (const std::string sort : {"name", "id"}) {
    auto up = walk(2, sort);
    std::ranges::reverse(up);
    EXPECT_EQ(up, walk(3, "-" + sort));
  }
}

TEST_F(ListTest, FiltersTravelAsParameters) {
  EXPECT_EQ(page(paging(10), "item 21").items.size(), 2U);
  EXPECT_EQ(page(paging(10), "x' or true --").items.size(), 0U);
}

TEST_F(ListTest, RefusesUnknownSorts) {
  const auto error = refusal(paging(2, "price"));
  ASSERT_EQ(error.fields.size(), 1U);
  EXPECT_EQ(error.fields[0].pointer, "?sort");
  EXPECT_EQ(error.fields[0].detail, "must be one of name, id, or one after a hyphen");
}

TEST_F(ListTest, RefusesForeignCursors) {
  const auto good = *page(paging(2, "name")).next;
  // "name NUL item 1 NUL x": the tie is no number. "name NUL a NUL b NUL 1": one part too many.
  for (const std::string& cursor :
       {std::string("x"), std::string("===="), good + "AAAA", std::string("bmFtZQBpdGVtIDEAeA"),
        std::string("bmFtZQBhAGIAMQ"), std::string("bmFtZQ"), std::string("AAA")}) {
    const auto error = refusal(paging(2, "name", cursor));
    ASSERT_EQ(error.fields.size(), 1U) << cursor;
    EXPECT_EQ(error.fields[0].code, "bad_cursor") << cursor;
  }
  EXPECT_EQ(refusal(paging(2, "id", good)).fields.at(0).code, "bad_cursor");
}

}  // namespace
}  // namespace sangam::api
