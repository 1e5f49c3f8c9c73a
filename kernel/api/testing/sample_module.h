#pragma once

// A module for the kernel's own tests: a lending library whose operations have every kind of field.
// Its handlers only echo: these tests look at what is derived from the declarations.

#include "base/amount.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"
#include "kernel/api/module.h"

namespace sangam::api::testing {

struct BookResource {
  static constexpr std::string_view kIdPrefix = "book";
};
using BookId = Id<BookResource>;

enum class Binding : std::uint8_t { paper, cloth, leather };
SANGAM_ENUM(Binding, paper, cloth, leather)

struct Author {
  Text<1, 40> name;
  std::optional<Date> born;
};
SANGAM_DESCRIBE(Author, (name, "As printed"), (born, "Day of birth"))

struct Book {
  BookId id;
  std::string title;
  Amount price;
  std::vector<Author> authors;
  std::optional<Binding> binding;
};
SANGAM_DESCRIBE(Book, (id, "The book"), (title, "On its cover"), (price, "To replace it"),
                (authors, "Who wrote it"), (binding, "What holds it together"))

struct AddBook {
  Text<1, 20> title;
  Amount price;
  std::vector<Author> authors;
  std::optional<Binding> binding;
  std::optional<Bounded<1, 9>> copies;
  std::optional<bool> rare;
};
SANGAM_DESCRIBE(AddBook, (title, "On its cover"), (price, "To replace it"),
                (authors, "Who wrote it"), (binding, "What holds it together"),
                (copies, "How many, 1 unless said"), (rare, "Read in the house only"))

struct GetBook {
  BookId id;
};
SANGAM_DESCRIBE(GetBook, (id, "The book"))

struct ListBooks {
  Paging paging;
  std::optional<Binding> binding;
  std::vector<std::string> words;
};
SANGAM_DESCRIBE(ListBooks, (paging, ""), (binding, "Only those bound so"), (words, "In the title"))

struct ChangeBook {
  BookId id;
  std::optional<Text<1, 20>> title;
};
SANGAM_DESCRIBE(ChangeBook, (id, "The book"), (title, "A new one"))

class Library {
 public:
  Task<Book> add(Call&, AddBook) { co_return Book{}; }
  Task<Book> get(Call&, GetBook request) { co_return Book{.id = request.id}; }
  Task<Page<Book>> list(Call&, ListBooks) { co_return Page<Book>{}; }
  Task<Book> change(Call&, ChangeBook request) { co_return Book{.id = request.id}; }
  Task<Nothing> remove(Call&, GetBook) { co_return Nothing{}; }
  Task<Nothing> read_in(Call&, Nothing, Body&) { co_return Nothing{}; }
  Task<Download> write_out(Call&, Nothing) { co_return Download{}; }
};

inline void declare(Module& module, Library& library) {
  module.posting<&Library::add>("library.books.add", library)
      .post("/books")
      .permission("library.books:write")
      .created()
      .summary("Add a book");
  module.query<&Library::get>("library.books.get", library)
      .get("/books/{id}")
      .permission("library.books:read")
      .summary("Read a book");
  module.query<&Library::list>("library.books.list", library)
      .get("/books")
      .permission("library.books:read")
      .sorts({"title", "price"})
      .summary("List books");
  module.command<&Library::change>("library.books.change", library)
      .patch("/books/{id}")
      .conditional()
      .permission("library.books:write")
      .summary("Change a book");
  module.command<&Library::remove>("library.books.remove", library)
      .remove("/books/{id}")
      .permission("library.books:write")
      .summary("Remove a book")
      .deprecated("2030-01-01", "library.books.change");
  module.upload<&Library::read_in>("library.books.import", library)
      .post("/book-imports")
      .permission("library.books:write")
      .media_type("application/x-ndjson")
      .summary("Add many books");
  module.download<&Library::write_out>("library.books.export", library)
      .get("/books.csv")
      .permission("library.books:read")
      .media_type("text/csv")
      .summary("All books as a table");
}

// The module, declared; lives as long as the test.
struct SampleModule {
  SampleModule() {
    declare(module, library);
    for (const auto& operation : module.operations())
      operations.push_back(&operation);
  }
  const Operation& operation(std::string_view name) const {
    for (const auto* operation : operations)
      if (operation->name == name) return *operation;
    SANGAM_ASSERT(false);
  }

  Library library;
  Module module{"library"};
  std::vector<const Operation*> operations;
};

}  // namespace sangam::api::testing
