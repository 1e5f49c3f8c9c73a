#include "apps/sangam/client/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;

class CsvTest : public ::testing::Test {
 protected:
  std::vector<std::string> columns(std::string_view operation) const {
    return csv_columns(*sample_.operation(operation).output);
  }

  api::testing::SampleModule sample_;
};

TEST_F(CsvTest, ColumnsAreDeclaredAndNotGuessed) {
  EXPECT_THAT(columns("library.books.get"),
              ElementsAre("id", "title", "price.amount", "price.asset", "authors", "binding"));
  EXPECT_EQ(columns("library.books.list"), columns("library.books.get")) << "those of the items";
}

TEST_F(CsvTest, ALineHasAFieldAColumn) {
  const auto book = boost::json::parse(
      R"({"id":"book_1","title":"One, \"two\"","price":{"amount":"5.00","asset":"INR"},
          "authors":[{"name":"A"}]})");
  EXPECT_EQ(csv_line(columns("library.books.get"), book),
            "book_1,\"One, \"\"two\"\"\",5.00,INR,\"[{\"\"name\"\":\"\"A\"\"}]\",\r\n");
  EXPECT_EQ(csv_heading({"a", "b,c"}), "a,\"b,c\"\r\n");
}

TEST_F(CsvTest, OnlyWhatMustBeIsQuoted) {
  EXPECT_EQ(csv_field("plain text"), "plain text");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field(""), "");
}

}  // namespace
}  // namespace sangam::apps::client
