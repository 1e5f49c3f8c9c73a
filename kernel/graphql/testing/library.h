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

  Task<Shelf> first_shelf(api::Call&, Nothing);
  Task<Reader> first_reader(api::Call&, Nothing);
  Task<Book> get(api::Call&, GetBook request);
  // Pages by the number of the book: the cursor is the last number as text.
  Task<api::Page<Book>> list(api::Call&, ListBooks request);
  Task<Book> add(api::Call& call, AddBook request);
  Task<Nothing> close(api::Call&, Nothing);
  Task<void> follow(api::Call&, FollowOpened request, api::StreamSink<Opened>& sink);
  // What links are followed as. What they lead to is read by operations of internal data, so that
  // no audit is written: these tests have no database.
  Task<Nothing> resolve(api::Call&, Nothing);

  Task<std::vector<Book>> load_books(api::Call&, std::vector<BookId> ids);
  Task<std::vector<Shelf>> load_shelves(api::Call&, std::vector<ShelfId> ids);
  Task<std::vector<Reader>> load_readers(api::Call&, std::vector<ReaderId> ids);

  std::atomic<int> lists{0};
  std::map<std::string, int> loads;  // calls of loaders
  std::map<int, bool> removed;       // books that are gone from the list
  std::string key;                   // of the last book added
};

// The library, declared; lives as long as the test.
struct LibraryModule {
  LibraryModule();

  Library library;
  api::Module module{"library"};
  std::vector<const api::Module*> modules{&module};
  std::vector<const api::Operation*> operations;
};

}  // namespace sangam::graphql_door::testing
