#pragma once

// TableStatement: a statement on the table of a projection, or on its shadow while the projection
// is being rebuilt. The module declares both tables alike, shop.totals and shop.totals_shadow, and
// its consumer names the first one:
//
//   const TableStatement kAdd{"shop.totals.add", "shop.totals",
//                             "insert into {table} … values ($1, …) on conflict …"};
//   co_await delivery.run(kAdd.of(delivery), …);
//   Consumer{.name = "shop.totals", …, .projection = "shop.totals"};

#include <string>

#include "kernel/events/delivery.h"
#include "kernel/store/statement.h"

namespace sangam::events {

// Lives as long as the program; any thread.
class TableStatement {
 public:
  // {table} stands for the table's name, as often as it occurs.
  TableStatement(std::string name, const std::string& table, const std::string& sql);
  TableStatement(const TableStatement&) = delete;
  TableStatement& operator=(const TableStatement&) = delete;

  const store::Statement& of(const Delivery& delivery) const noexcept {
    return delivery.into_shadow() ? shadow_ : live_;
  }
  const store::Statement& live() const noexcept { return live_; }
  const store::Statement& shadow() const noexcept { return shadow_; }

 private:
  std::string names_[2];
  std::string texts_[2];
  store::Statement live_;
  store::Statement shadow_;
};

}  // namespace sangam::events
