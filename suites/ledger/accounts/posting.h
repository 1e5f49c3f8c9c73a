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

// The rows of many ids in one statement, as resources. `statement` takes the ids as $2.
template <class Row, class T, class ResourceId>
Task<std::vector<T>> load_resources(api::Call& call, const store::Statement& statement,
                                    std::vector<ResourceId> ids, T (*convert)(const Row&)) {
  const auto rows = co_await call.template rows<Row>(statement, ids);
  std::vector<T> resources;
  for (const auto& row : rows)
    resources.push_back(convert(row));
  co_return resources;
}

template <class T, class Row>
api::Page<T> map_page(api::Page<Row> rows, T (*convert)(const Row&)) {
  api::Page<T> page;
  page.items.reserve(rows.items.size());
  for (const auto& row : rows.items)
    page.items.push_back(convert(row));
  page.next = std::move(rows.next);
  return page;
}

}  // namespace sangam::suites::ledger
