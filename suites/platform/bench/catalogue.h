#pragma once

// Books with the shelf where they stand and the reader who has them: a list with two links, as
// GraphQL follows them.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "kernel/api/list.h"

namespace sangam::suites::platform::bench {

struct BenchBookResource {
  static constexpr std::string_view kIdPrefix = "bbook";
};
struct BenchShelfResource {
  static constexpr std::string_view kIdPrefix = "bshelf";
};
struct BenchReaderResource {
  static constexpr std::string_view kIdPrefix = "breader";
};
using BenchBookId = Id<BenchBookResource>;
using BenchShelfId = Id<BenchShelfResource>;
using BenchReaderId = Id<BenchReaderResource>;

struct BenchBook {
  BenchBookId id;
  std::string title;
  BenchShelfId shelf;
  BenchReaderId reader;
};
SANGAM_DESCRIBE(BenchBook, (id, "The book"), (title, "On its cover"), (shelf, "Where it stands"),
                (reader, "Who has it"))

struct BenchShelf {
  BenchShelfId id;
  std::string name;
};
SANGAM_DESCRIBE(BenchShelf, (id, "The shelf"), (name, "Its name"))

struct BenchReader {
  BenchReaderId id;
  std::string name;
};
SANGAM_DESCRIBE(BenchReader, (id, "The reader"), (name, "Their name"))

struct ListBenchBooks {
  api::Paging paging;
};
SANGAM_DESCRIBE(ListBenchBooks, (paging, ""))

struct GetBenchShelf {
  BenchShelfId id;
};
SANGAM_DESCRIBE(GetBenchShelf, (id, "The shelf"))

struct GetBenchReader {
  BenchReaderId id;
};
SANGAM_DESCRIBE(GetBenchReader, (id, "The reader"))

}  // namespace sangam::suites::platform::bench
