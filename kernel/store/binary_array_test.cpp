#include "kernel/store/binary_array.h"

#include <gtest/gtest.h>

namespace sangam::store {
namespace {

using namespace std::string_view_literals;

TEST(BinaryArray, HasPostgresFormat) {
  BinaryArray array(ElementType::int4);
  array.append(std::int32_t{-2});
  array.append_null();
  EXPECT_EQ(array.bytes(),
            "\0\0\0\1"
            "\0\0\0\1"
            "\0\0\0\x17"
            "\0\0\0\2"
            "\0\0\0\1"
            "\0\0\0\4\xff\xff\xff\xfe"
            "\xff\xff\xff\xff"sv);
  array.clear();
  EXPECT_EQ(array.bytes(), "\0\0\0\1\0\0\0\0\0\0\0\x17\0\0\0\0\0\0\0\1"sv);
}

TEST(BinaryArrayDeathTest, RefusesAnotherType) {
  BinaryArray array(ElementType::int4);
  EXPECT_DEATH(array.append(std::int64_t{1}), "int8");
}

TEST(BinaryValue, IsReadBack) {
  EXPECT_EQ(read_int8(BinaryValue(std::int64_t{-5}).bytes()), -5);
  EXPECT_EQ(read_int4(BinaryValue(std::int32_t{7}).bytes()), 7);
  EXPECT_TRUE(read_bool(BinaryValue(true).bytes()));
  EXPECT_EQ(read_uuid(BinaryValue(Uuid{{4, 2}}).bytes()), (Uuid{{4, 2}}));
  EXPECT_TRUE(BinaryValue::null().is_null());
}

}  // namespace
}  // namespace sangam::store
