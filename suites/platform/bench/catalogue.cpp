#include "suites/platform/bench/catalogue.h"

#include "suites/platform/bench/bench.h"
#include "suites/platform/bench/statements.h"

namespace sangam::suites::platform::bench {

Task<api::Page<BenchBook>> BenchOperations::list_books(api::Call& call, ListBenchBooks request) {
  api::ListStatement list("bench.books.list",
                          "select id, title, shelf, reader from bench.books where tenant_id = $1",
                          call);
  list.sorts({{"title", "title", "text"}}, {"id", "id", "uuid"});
  co_return co_await list.page<BenchBook>(call, std::move(request.paging));
}

Task<BenchShelf> BenchOperations::get_shelf(api::Call& call, GetBenchShelf request) {
  auto found = co_await load_shelves(call, {request.id});
  if (found.empty()) throw Error{Code::not_found, "There is no such shelf."};
  co_return std::move(found.front());
}

Task<BenchReader> BenchOperations::get_reader(api::Call& call, GetBenchReader request) {
  auto found = co_await load_readers(call, {request.id});
  if (found.empty()) throw Error{Code::not_found, "There is no such reader."};
  co_return std::move(found.front());
}

Task<std::vector<BenchShelf>> BenchOperations::load_shelves(api::Call& call,
                                                            std::vector<BenchShelfId> ids) {
  co_return co_await call.rows<BenchShelf>(kLoadShelves, ids);
}

Task<std::vector<BenchReader>> BenchOperations::load_readers(api::Call& call,
                                                             std::vector<BenchReaderId> ids) {
  co_return co_await call.rows<BenchReader>(kLoadReaders, ids);
}

}  // namespace sangam::suites::platform::bench
