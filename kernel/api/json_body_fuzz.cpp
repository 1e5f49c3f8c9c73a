// JSON from outside into a struct that has every shape: no input may crash it, and what it accepts
// must write and read back the same.

#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/testing/sample_module.h"

namespace {

using namespace sangam;
using namespace sangam::api;

struct Everything {
  testing::AddBook book;
  std::optional<std::vector<testing::Author>> authors;
  std::vector<std::vector<double>> numbers;
  std::optional<Timestamp> at;
  std::optional<testing::BookId> id;
  std::optional<Email> email;
  std::optional<Slug> slug;
  std::int64_t whole = 0;
};
SANGAM_DESCRIBE(Everything, (book, ""), (authors, ""), (numbers, ""), (at, ""), (id, ""),
                (email, ""), (slug, ""), (whole, ""))

std::optional<std::string> read_and_write(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (!document) {
    SANGAM_ASSERT(document.error().offset <= text.size() && !document.error().reason.empty());
    return std::nullopt;
  }
  Everything value;
  Problems problems;
  read_json(document->root(), type_of<Everything>, &value, problems);
  SANGAM_ASSERT(problems.size() <= kMaxProblems);
  for (const auto& problem : problems)
    SANGAM_ASSERT(!problem.code.empty() && !problem.detail.empty());
  if (!problems.empty()) return std::nullopt;
  return to_json(value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto written = read_and_write({reinterpret_cast<const char*>(data), size});
  if (written) SANGAM_ASSERT(read_and_write(*written) == written);
  return 0;
}
