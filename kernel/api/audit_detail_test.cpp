#include "kernel/api/audit_detail.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/scalars.h"

namespace sangam::api {
namespace {

struct Shelf {
  std::string name;
  std::vector<std::string> books;
  std::optional<std::string> note;
  std::int32_t boards = 0;
};
SANGAM_DESCRIBE(Shelf, (name, ""), (books, ""), (note, ""), (boards, ""))

std::optional<std::string> detail_of(const Shelf& before, const Shelf& after) {
  AuditDetail detail;
  detail.add_change(type_of<Shelf>, &before, &after);
  return detail.json();
}

TEST(AuditDetail, HoldsWhatDiffers) {
  const Shelf before{.name = "a \"b\"", .books = {"one"}, .note = "old", .boards = 3};
  Shelf after = before;
  EXPECT_FALSE(detail_of(before, after).has_value());
  after.books.push_back("two");
  after.note.reset();
  EXPECT_EQ(detail_of(before, after),
            R"({"before":{"books":["one"],"note":"old"},"after":{"books":["one","two"]}})");
  EXPECT_EQ(detail_of(after, before),
            R"({"before":{"books":["one","two"]},"after":{"books":["one"],"note":"old"}})");
  after = before;
  after.name = "c";
  EXPECT_EQ(detail_of(before, after), R"({"before":{"name":"a \"b\""},"after":{"name":"c"}})");
}

TEST(AuditDetail, HoldsTheReason) {
  AuditDetail detail;
  EXPECT_FALSE(detail.json().has_value());
  detail.set_reason("they \"asked\"");
  EXPECT_EQ(detail.json(), R"({"reason":"they \"asked\""})");
  const Shelf before{.boards = 1};
  const Shelf after{.boards = 2};
  detail.add_change(type_of<Shelf>, &before, &after);
  EXPECT_EQ(detail.json(),
            R"({"reason":"they \"asked\"","before":{"boards":1},"after":{"boards":2}})");
}

TEST(AuditDetail, NamesWhatIsTooLong) {
  const Shelf before{.name = "short"};
  const Shelf after{.name = std::string(AuditDetail::kMemberMost, 'x')};
  EXPECT_EQ(detail_of(before, after), R"({"before":{},"after":{},"omitted":["name"]})");
}

}  // namespace
}  // namespace sangam::api
