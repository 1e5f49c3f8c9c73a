#include <boost/json/object.hpp>

#include "suites/platform/bench/bench.h"

namespace sangam::suites::platform::bench {

namespace {

namespace json = boost::json;

// How a reply used to be, for what such changes cost callers of older versions.
void quantity_as_text(json::object& order) {
  order["quantity"] = std::to_string(order.at("quantity").as_int64());
}
void active_as_cancelled(json::object& order) {
  order["cancelled"] = !order.at("active").as_bool();
  order.erase("active");
}

}  // namespace

void declare(api::Module& module, BenchOperations& operations) {
  module.event<NoteWritten>("A note was written down").for_tenants();
  module.query<&BenchOperations::ping>("bench.ping", operations)
      .get("/bench/ping")
      .summary("Answer at once");
  module.process<&BenchOperations::echo>("bench.echo", operations)
      .post("/bench/echo")
      .summary("Answer what was sent")
      .reply_changed("2026-06-01", "`quantity` is a number, no longer a text", &quantity_as_text)
      .reply_changed("2026-09-01", "`cancelled` is `active`", &active_as_cancelled);
  module.command<&BenchOperations::write_note>("bench.note", operations)
      .post("/bench/notes")
      .created()
      .summary("Write a note down")
      .description("One row, one event, one audit row: what a small command costs.");
  module.query<&BenchOperations::get_note>("bench.note_get", operations)
      .get("/bench/notes/{id}")
      .summary("Read a note");
  module.query<&BenchOperations::list_books>("bench.books.list", operations)
      .get("/bench/books")
      .sorts({"title"})
      .summary("List books");
  module.query<&BenchOperations::get_shelf>("bench.shelves.get", operations)
      .get("/bench/shelves/{id}")
      .summary("Read a shelf");
  module.query<&BenchOperations::get_reader>("bench.readers.get", operations)
      .get("/bench/readers/{id}")
      .summary("Read a reader");
  module.resource<&BenchOperations::load_shelves>("bench_shelf", operations);
  module.resource<&BenchOperations::load_readers>("bench_reader", operations);
}

}  // namespace sangam::suites::platform::bench
