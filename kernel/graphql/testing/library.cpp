#include "kernel/graphql/testing/library.h"

namespace sangam::graphql_door::testing {

namespace {

Book book(int number) {
  Book book;
  book.id = numbered<BookResource>(number);
  book.title = "Book " + std::to_string(number);
  static_cast<void>(Amount::parse("12.50 INR", book.price));
  if (number % 2 == 0) book.binding = Binding::half_cloth;
  book.shelf = numbered<ShelfResource>(number % 5 + 1);
  // Reader 9 is gone.
  if (number % 3 == 0) book.lent_to_id = numbered<ReaderResource>(number % 2 == 0 ? 9 : 8);
  book.pages = 5'000'000'000;
  return book;
}

void declare(api::Module& module, Library& library) {
  module.query<&Library::get>("library.books.get", library)
      .get("/books/{id}")
      .permission("library.books:read")
      .summary("Read a book");
  module.query<&Library::first_shelf>("library.shelves.first", library).get("/first-shelf");
  module.query<&Library::first_reader>("library.readers.first", library).get("/first-reader");
  module.query<&Library::list>("library.books.list", library)
      .get("/books")
      .permission("library.books:read")
      .sorts({"title", "pages"})
      .summary("List books");
  module.process<&Library::add>("library.books.add", library)
      .post("/books")
      .permission("library.books:write")
      .summary("Add a book");
  module.process<&Library::close>("library.close", library)
      .post("/close")
      .permission("library.books:write")
      .summary("Close for today")
      .deprecated("2030-01-01", "library.doors.close");
  module.stream<&Library::follow>("library.opened", library)
      .get("/opened")
      .permission("library.books:read")
      .summary("Follow which books are opened");
  module.query<&Library::resolve>("resources.resolve", library).get("/resources");
  module.resource<&Library::load_books>("book", library).permission("library.books:read");
  module.resource<&Library::load_shelves>("shelf", library).permission("library.books:read");
  module.resource<&Library::load_readers>("reader", library).permission("library.readers:read");
}

}  // namespace

Task<Shelf> Library::first_shelf(api::Call&, Nothing) { co_return Shelf{}; }
Task<Reader> Library::first_reader(api::Call&, Nothing) { co_return Reader{}; }
Task<Book> Library::get(api::Call&, GetBook request) {
  const int number = request.id.value.bytes[15];
  if (number < 1 || number > kBooks) throw Error{Code::not_found, "There is no such book."};
  co_return book(number);
}

Task<api::Page<Book>> Library::list(api::Call&, ListBooks request) {
  ++lists;
  const auto limit = request.paging.limit ? request.paging.limit->value : 50;
  const std::string cursor =
      request.paging.cursor ? std::string(request.paging.cursor->str()) : "0";
  if (cursor.empty() || cursor.find_first_not_of("0123456789") != std::string::npos)
    throw invalid_field("?cursor", "bad_cursor", "is not the cursor of a page of this list");
  api::Page<Book> page;
  int number = std::stoi(cursor) + 1;
  for (; number <= kBooks && static_cast<std::int64_t>(page.items.size()) < limit; ++number)
    if (!removed.contains(number)) page.items.push_back(book(number));
  if (number <= kBooks) page.next = std::to_string(number - 1);
  co_return page;
}

Task<Book> Library::add(api::Call& call, AddBook request) {
  key = call.idempotency_key();
  auto added = book(1);
  added.title = request.title.str();
  added.price = request.price;
  added.binding = request.binding;
  for (auto& author : request.authors)
    added.authors.push_back({std::string(author.name.str()), author.born});
  co_return added;
}
Task<Nothing> Library::close(api::Call&, Nothing) { co_return Nothing{}; }

Task<Nothing> Library::resolve(api::Call&, Nothing) { co_return Nothing{}; }

Task<void> Library::follow(api::Call&, FollowOpened request, api::StreamSink<Opened>& sink) {
  if (request.last < 0) throw Error{Code::refused, "cannot count down"};
  auto at = sink.last_event_id().empty() ? 1 : std::stoll(sink.last_event_id()) + 1;
  for (; at <= request.last; ++at) {
    if (at == 13) throw Error{Code::conflict, "unlucky"};
    if (!co_await sink.send({at, numbered<BookResource>(1)}, std::to_string(at))) co_return;
  }
}

Task<std::vector<Book>> Library::load_books(api::Call&, std::vector<BookId> ids) {
  ++loads["book"];
  std::vector<Book> found;
  for (const auto& id : ids)
    if (id.value.bytes[15] <= kBooks) found.push_back(book(id.value.bytes[15]));
  co_return found;
}
Task<std::vector<Shelf>> Library::load_shelves(api::Call&, std::vector<ShelfId> ids) {
  ++loads["shelf"];
  std::vector<Shelf> found;
  for (const auto& id : ids)
    found.push_back(
        {id, "Room " + std::to_string(id.value.bytes[15]), numbered<ReaderResource>(7)});
  co_return found;
}
Task<std::vector<Reader>> Library::load_readers(api::Call&, std::vector<ReaderId> ids) {
  ++loads["reader"];
  std::vector<Reader> found;
  for (const auto& id : ids)
    if (id.value.bytes[15] != 9) found.push_back({id, "Reader"});
  co_return found;
}

LibraryModule::LibraryModule() {
  declare(module, library);
  for (const auto& operation : module.operations())
    operations.push_back(&operation);
}

}  // namespace sangam::graphql_door::testing
