#pragma once

// A small schema for the store's own tests: shops with items that belong to shelves.

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/scalars.h"
#include "kernel/store/migrations.h"
#include "kernel/store/statement.h"

namespace sangam::store::testing {

inline constexpr SchemaFile kShopFiles[] = {{"001_shop.sql", R"(
-- schema: shop
-- table: shop.shelves scope=tenant app=select,insert,update,delete lane=select,insert relay=select
create table shop.shelves (tenant_id int4 not null, id int4 not null, primary key (tenant_id, id));
-- table: shop.items scope=tenant app=select,insert,update,delete lane=select,insert relay=select
create table shop.items (
  tenant_id int4 not null, id int4 not null, name text not null, price int8, tags text[],
  shelf int4,
  primary key (tenant_id, id), constraint items_name_key unique (tenant_id, name),
  foreign key (tenant_id, shelf) references shop.shelves (tenant_id, id));
)"}};
inline constexpr ModuleSchema kShop{"test/shop", kShopFiles};

struct Item {
  std::int32_t id = 0;
  std::string name;
  std::optional<std::int64_t> price;
  std::vector<std::string> tags;
};
SANGAM_DESCRIBE(Item, (id, "Number"), (name, "Name"), (price, "Price"), (tags, "Tags"))

inline constexpr Statement kAddItem{"items.add",
                                    "insert into shop.items (tenant_id, id, name, price, tags)"
                                    " values ($1, $2, $3, $4, $5)"};
inline constexpr Statement kListItems{"items.list",
                                      "select id, name, price, tags from shop.items"
                                      " where tenant_id = $1 order by id"};
inline constexpr Statement kFindItem{"items.find",
                                     "select id, name, price, tags from shop.items"
                                     " where tenant_id = $1 and id = $2"};
inline constexpr Statement kRenameItem{
    "items.rename", "update shop.items set name = $3 where tenant_id = $1 and id = $2"};

}  // namespace sangam::store::testing
