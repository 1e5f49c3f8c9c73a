#include "base/describe.h"

#include <gtest/gtest.h>

#include "base/scalars.h"

namespace sangam {
namespace {

struct Point {
  std::int32_t x = 0;
  std::optional<std::int32_t> y;
};
SANGAM_DESCRIBE(Point, (x, "Across"), (y, "Up, when known"))

struct Path {
  std::string name;
  std::vector<Point> points;
};
SANGAM_DESCRIBE(Path, (name, "Its name"), (points, "Where it turns"))

TEST(Describe, TellsFieldsInOrder) {
  const auto fields = fields_of<Path>();
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].name, "name");
  EXPECT_EQ(fields[0].text, "Its name");
  EXPECT_EQ(fields[1].type->shape, Shape::list);
  EXPECT_EQ(fields[1].type->inner->name, "Point");
  EXPECT_EQ(type_of<Path>.name, "Path");
}

TEST(Describe, ReachesValuesThroughTheTable) {
  Path path{"way", {{1, 2}, {3, std::nullopt}}};
  const auto& list = fields_of<Path>()[1];
  const auto* points = list.in(&std::as_const(path));
  ASSERT_EQ(list.type->size(points), 2U);
  const auto& y = fields_of<Point>()[1];
  EXPECT_EQ(*static_cast<const std::int32_t*>(y.type->get(y.in(list.type->at(points, 0)))), 2);
  EXPECT_EQ(y.type->get(y.in(list.type->at(points, 1))), nullptr);
  auto* added = static_cast<Point*>(list.type->append(list.in(&path)));
  *static_cast<std::int32_t*>(y.type->emplace(y.in(static_cast<void*>(added)))) = 7;
  EXPECT_EQ(path.points.back().y, 7);
}

TEST(Describe, OptionalFieldsAreNotRequired) {
  EXPECT_TRUE(fields_of<Point>()[0].required());
  EXPECT_FALSE(fields_of<Point>()[1].required());
  EXPECT_TRUE(fields_of<Nothing>().empty());
}

}  // namespace
}  // namespace sangam
