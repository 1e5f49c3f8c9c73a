#pragma once

// Posting: the way of an operation's request through the lane, and of a page of rows to resources.

#include <string>

#include "kernel/api/list.h"
#include "kernel/lane/lane_group.h"

namespace sangam::suites::ledger {

// Names the caller for the audit and waits until `request` is durable. Throws what ended it.
// `target` is what the audit says it was about.
Task<void> post(api::Call& call, lane::LaneGroup& lanes, lane::Request& request,
                std::string target);

template <class T, class Row>
api::Page<T> map_page(api::Page<Row> rows, T (*convert)(const Row&)) {
  api::Page<T> page;
  page.items.reserve(rows.items.size());
  for (const auto& row : rows.items) page.items.push_back(convert(row));
  page.next = std::move(rows.next);
  return page;
}

}  // namespace sangam::suites::ledger
