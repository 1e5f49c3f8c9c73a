#pragma once

// A lending library for the door's own tests: books, shelves and readers that name each other, in
// memory, and what counts how often they are loaded. No operation needs a database.

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/amount.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"
#include "kernel/api/module.h"

namespace sangam::graphql_door::testing {

struct BookResource {
  static constexpr std::string_view kIdPrefix = "book";
};
struct ShelfResource {
  static constexpr std::string_view kIdPrefix = "shelf";
};
struct ReaderResource {
  static constexpr std::string_view kIdPrefix = "reader";
};
using BookId = Id<BookResource>;
using ShelfId = Id<ShelfResource>;
using ReaderId = Id<ReaderResource>;

enum class Binding : std::uint8_t { paper, half_cloth };
SANGAM_ENUM(Binding, paper, half_cloth)

struct Author {
  std::string name;
  std::optional<Date> born;
};
SANGAM_DESCRIBE(Author, (name, "As printed"), (born, "Day of birth"))

struct Shelf {
  ShelfId id;
  std::string room;
  std::optional<ReaderId> keeper;
};
SANGAM_DESCRIBE(Shelf, (id, "The shelf"), (room, "Where it stands"), (keeper, "Who looks after it"))

struct Book {
  BookId id;
  std::string title;
  Amount price;
  std::vector<Author> authors;
  std::optional<Binding> binding;
  ShelfId shelf;
  std::optional<ReaderId> lent_to_id;
  std::int64_t pages = 0;
};
SANGAM_DESCRIBE(Book, (id, "The book"), (title, "On its cover"), (price, "To replace it"),
                (authors, "Who wrote it"), (binding, "What holds it together"),
                (shelf, "Where it belongs"), (lent_to_id, "Who has it"), (pages, "How many"))

struct Reader {
  ReaderId id;
  std::string name;
};
SANGAM_DESCRIBE(Reader, (id, "The reader"), (name, "As on the card"))

struct GetBook {
  BookId id;
};
SANGAM_DESCRIBE(GetBook, (id, "The book"))

struct ListBooks {
  api::Paging paging;
  std::optional<Binding> binding;
  std::vector<std::string> words;
};
SANGAM_DESCRIBE(ListBooks, (paging, ""), (binding, "Only those bound so"), (words, "In the title"))

struct NewAuthor {
  Text<1, 40> name;
  std::optional<Date> born;
};
SANGAM_DESCRIBE(NewAuthor, (name, "As printed"), (born, "Day of birth"))

struct AddBook {
  Text<1, 20> title;
  Amount price;
  std::vector<NewAuthor> authors;
  std::optional<Binding> binding;
  std::optional<Bounded<1, 9>> copies;
};
SANGAM_DESCRIBE(AddBook, (title, "On its cover"), (price, "To replace it"),
                (authors, "Who wrote it"), (binding, "What holds it together"),
                (copies, "How many, 1 unless said"))

struct Opened {
  std::int64_t number = 0;
  BookId book;
};
SANGAM_DESCRIBE(Opened, (number, "Counted"), (book, "Which book"))

struct FollowOpened {
  std::int64_t last = 0;
};
SANGAM_DESCRIBE(FollowOpened, (last, "Where to stop"))

// Numbered from 1; everything about a thing follows from its number.
template <class Resource>
Id<Resource> numbered(int number) {
  Id<Resource> id;
  id.value.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

class Library {
 public:
  static constexpr int kBooks = 50;

  Task<Shelf> first_shelf(api::Call&, Nothing) { co_return Shelf{}; }
  Task<Reader> first_reader(api::Call&, Nothing) { co_return Reader{}; }
  Task<Book> get(api::Call&, GetBook request) {
    const int number = request.id.value.bytes[15];
    if (number < 1 || number > kBooks) throw Error{Code::not_found, "There is no such book."};
    co_return book(number);
  }

  // Pages by the number of the book: the cursor is the last number as text.
  Task<api::Page<Book>> list(api::Call&, ListBooks request) {
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

  Task<Book> add(api::Call& call, AddBook request) {
    key = call.idempotency_key();
    auto added = book(1);
    added.title = request.title.str();
    added.price = request.price;
    added.binding = request.binding;
    for (auto& author : request.authors)
      added.authors.push_back({std::string(author.name.str()), author.born});
    co_return added;
  }
  Task<Nothing> close(api::Call&, Nothing) { co_return Nothing{}; }

  Task<void> follow(api::Call&, FollowOpened request, api::StreamSink<Opened>& sink) {
    if (request.last < 0) throw Error{Code::refused, "cannot count down"};
    auto at = sink.last_event_id().empty() ? 1 : std::stoll(sink.last_event_id()) + 1;
    for (; at <= request.last; ++at) {
      if (at == 13) throw Error{Code::conflict, "unlucky"};
      if (!co_await sink.send({at, numbered<BookResource>(1)}, std::to_string(at))) co_return;
    }
  }

  Task<std::vector<Book>> load_books(api::Call&, std::vector<BookId> ids) {
    ++loads["book"];
    std::vector<Book> found;
    for (const auto& id : ids)
      if (id.value.bytes[15] <= kBooks) found.push_back(book(id.value.bytes[15]));
    co_return found;
  }
  Task<std::vector<Shelf>> load_shelves(api::Call&, std::vector<ShelfId> ids) {
    ++loads["shelf"];
    std::vector<Shelf> found;
    for (const auto& id : ids)
      found.push_back(
          {id, "Room " + std::to_string(id.value.bytes[15]), numbered<ReaderResource>(7)});
    co_return found;
  }
  Task<std::vector<Reader>> load_readers(api::Call&, std::vector<ReaderId> ids) {
    ++loads["reader"];
    std::vector<Reader> found;
    for (const auto& id : ids)
      if (id.value.bytes[15] != 9) found.push_back({id, "Reader"});
    co_return found;
  }

  static Book book(int number) {
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

  std::atomic<int> lists{0};
  std::map<std::string, int> loads;  // calls of loaders
  std::map<int, bool> removed;       // books that are gone from the list
  std::string key;                   // of the last book added
};

inline void declare(api::Module& module, Library& library) {
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
  module.resource<&Library::load_books>("book", library).permission("library.books:read");
  module.resource<&Library::load_shelves>("shelf", library).permission("library.books:read");
  module.resource<&Library::load_readers>("reader", library).permission("library.readers:read");
}

// The operation that links are followed as. What it leads to is read by operations of internal
// data, so that no audit is written: these tests have no database.
class Resolver {
 public:
  Task<Nothing> resolve(api::Call&, Nothing) { co_return Nothing{}; }
};

// Both, declared; lives as long as the test.
struct LibraryModule {
  LibraryModule() {
    declare(module, library);
    module.query<&Resolver::resolve>("resources.resolve", resolver).get("/resources");
    for (const auto& operation : module.operations())
      operations.push_back(&operation);
  }

  Library library;
  Resolver resolver;
  api::Module module{"library"};
  std::vector<const api::Module*> modules{&module};
  std::vector<const api::Operation*> operations;
};

}  // namespace sangam::graphql_door::testing
