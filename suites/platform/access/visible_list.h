#pragma once

// Lists of other modules that show only what the caller may see, filtered in the database:
//
//   const auto list = [&call] {
//     return api::ListStatement("notes.list", "select id, name from notes.notes where tenant_id =
//     $1",
//                               call).sorts({{"name", "name", "text"}}, {"id", "id", "uuid"});
//   };
//   co_return co_await access::visible_page<NoteId, NoteRow>(
//       checks, call, {"note", "viewer", "id = any(?::uuid[])"}, list, request.paging);
//
// The ids that the caller may see come from memory, and the statement takes them as an array: up to
// kIdsMost, where PostgreSQL spends about a microsecond an id. Who may see more, sees much of what
// there is: then pages are read as they are, and each row is checked in memory, which costs about
// as much. A page may then have fewer items than its limit and still a next one.

#include <string>
#include <vector>

#include "base/id.h"
#include "kernel/api/list.h"
#include "suites/platform/access/checks.h"

namespace sangam::suites::platform::access {

inline constexpr std::size_t kIdsMost = 10'000;
// Pages that are read for one page of rows that may be seen.
inline constexpr int kRoundsMost = 50;

// Which objects may be seen: those of `type` (their ids as texts with prefix) to which the caller
// has `relation`. `condition` is how the statement takes their ids.
struct Visibility {
  std::string type;
  std::string relation;
  std::string_view condition;
};

// The Row's member `id` is its NamedId. `make_list` gives a fresh statement whenever it is called.
template <class NamedId, Described Row, class MakeList>
Task<api::Page<Row>> visible_page(Checks& checks, api::Call& call, Visibility visibility,
                                  MakeList make_list, api::Paging paging,
                                  std::size_t ids_most = kIdsMost) {
  const auto found = co_await checks.visible(call, visibility.type, visibility.relation, ids_most);
  if (found.complete) {
    std::vector<NamedId> ids;
    for (const auto& name : found.names)
      if (NamedId id; !NamedId::parse(name, id)) ids.push_back(id);
    api::ListStatement list = make_list();
    list.filter(visibility.condition, ids);
    co_return co_await list.template page<Row>(call, std::move(paging));
  }
  api::Page<Row> page;
  const auto wanted = paging.limit ? paging.limit->value : api::kDefaultPageSize;
  for (int round = 0; round < kRoundsMost && std::ssize(page.items) < wanted; ++round) {
    paging.limit.emplace().value = wanted - std::ssize(page.items);
    auto rows = co_await make_list().template page<Row>(call, paging);
    std::vector<std::string> objects;
    for (const auto& row : rows.items)
      objects.push_back(visibility.type + ":" + row.id.str());
    const auto may = co_await checks.may(call, std::move(objects), visibility.relation);
    for (std::size_t i = 0; i < rows.items.size(); ++i)
      if (may[i]) page.items.push_back(std::move(rows.items[i]));
    page.next = std::move(rows.next);
    if (!page.next) break;
    paging.cursor = Text<1, 1024>::of(*page.next);
  }
  co_return page;
}

}  // namespace sangam::suites::platform::access
