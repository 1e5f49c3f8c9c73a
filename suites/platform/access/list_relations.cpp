#include "suites/platform/access/relations.h"
#include "suites/platform/access/statements.h"

namespace sangam::suites::platform::access {

namespace {

struct StoredRow {
  std::string tuple;
  std::string object;
  std::string relation;
  std::string subject;
  std::string condition;
  Timestamp written_at;
};
SANGAM_DESCRIBE(StoredRow, (tuple, ""), (object, ""), (relation, ""), (subject, ""),
                (condition, ""), (written_at, ""))

}  // namespace

Task<api::Page<StoredRelation>> Relations::list(api::Call& call, ListRelations request) {
  api::ListStatement list("access.tuples.list", SANGAM_TUPLE_SELECT, call);
  // Those of an object stand together: "document:plan#…", and $ comes behind #.
  if (request.object)
    list.filter("tuple >= ?", request.object->str() + "#")
        .filter("tuple < ?", request.object->str() + "$");
  list.filter("relation = ?", request.relation)
      .filter("subject = ?", request.subject)
      .sorts({{"tuple", "tuple", "text"}}, {"tuple", "tuple", "text"});
  auto rows = co_await list.page<StoredRow>(call, request.paging);
  api::Page<StoredRelation> page;
  for (auto& row : rows.items)
    page.items.push_back({std::move(row.object), std::move(row.relation), std::move(row.subject),
                          std::move(row.condition), row.written_at});
  page.next = std::move(rows.next);
  co_return page;
}

}  // namespace sangam::suites::platform::access
