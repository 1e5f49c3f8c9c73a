#include "base/query.h"

#include <gtest/gtest.h>

namespace sangam {
namespace {

TEST(Query, OnlyUnreservedCharactersStayAsTheyAre) {
  EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encoded(" +&=/\xc3\xa4"), "%20%2B%26%3D%2F%C3%A4");
}

TEST(Query, ParametersAreJoined) {
  std::string query;
  append_parameter("a", "1", query);
  append_parameter("b c", "&", query);
  EXPECT_EQ(query, "a=1&b%20c=%26");
  EXPECT_EQ(with_query("https://a.example/", query), "https://a.example/?a=1&b%20c=%26");
  EXPECT_EQ(with_query("https://a.example/?x=y", "a=1"), "https://a.example/?x=y&a=1");
  EXPECT_EQ(with_query("https://a.example/", ""), "https://a.example/");
}

}  // namespace
}  // namespace sangam
