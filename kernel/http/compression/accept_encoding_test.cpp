#include "kernel/http/compression/accept_encoding.h"

#include <gtest/gtest.h>

namespace sangam::http::compression {
namespace {

Coding whole(std::string_view field) {
  return choose_coding(parse_accept_encoding(field), Coding::brotli);
}
Coding live(std::string_view field) {
  return choose_coding(parse_accept_encoding(field), Coding::gzip);
}

TEST(AcceptedCodings, WeightsAreRead) {
  EXPECT_EQ(parse_accept_encoding("gzip;q=0.5, br; q=0.125 ,identity;Q=0"),
            (AcceptedCodings{.identity = 0, .gzip = 500, .brotli = 125}));
  EXPECT_EQ(parse_accept_encoding("gzip, deflate, br, zstd"),
            (AcceptedCodings{.gzip = 1000, .brotli = 1000}));
  EXPECT_EQ(parse_accept_encoding("X-GZIP"), (AcceptedCodings{.gzip = 1000}));
  EXPECT_EQ(parse_accept_encoding(""), AcceptedCodings{});
  EXPECT_EQ(parse_accept_encoding(",, ,"), AcceptedCodings{});
}

TEST(AcceptedCodings, TheStarIsForWhatIsNotNamed) {
  EXPECT_EQ(parse_accept_encoding("*;q=0.3, gzip;q=0"),
            (AcceptedCodings{.identity = 300, .gzip = 0, .brotli = 300}));
  EXPECT_EQ(parse_accept_encoding("*;q=0, br"),
            (AcceptedCodings{.identity = 0, .gzip = 0, .brotli = 1000}));
}

TEST(AcceptedCodings, WhatIsMalformedSaysNothing) {
  for (const auto* text :
       {"gzip;q=2", "gzip;q=1.1", "gzip;q=0.1234", "gzip;q=.5", "gzip;q=", "gzip;q=-1",
        "gzip;level=1", "gzip;q=0.5;q=1", "gz ip", ";q=1", "gzip;q=1e0", "\"gzip\""})
    EXPECT_EQ(parse_accept_encoding(text).gzip, 0) << text;
}

TEST(AcceptedCodings, OfACodingNamedTwiceTheFirstCounts) {
  EXPECT_EQ(parse_accept_encoding("gzip;q=0, gzip").gzip, 0);
}

TEST(Choice, IsTheWantedOne) {
  EXPECT_EQ(whole("gzip, br"), Coding::brotli);
  EXPECT_EQ(live("gzip, br"), Coding::gzip);
  EXPECT_EQ(live("br"), Coding::brotli);
  EXPECT_EQ(whole("gzip;q=1.0, br;q=0.9"), Coding::gzip);
  EXPECT_EQ(whole("*"), Coding::brotli);
  EXPECT_EQ(whole("gzip;q=0.001"), Coding::gzip);
}

TEST(Choice, IsNoneWhereNoneIsWantedMore) {
  EXPECT_EQ(whole(""), Coding::identity);
  EXPECT_EQ(whole("deflate, zstd"), Coding::identity);
  EXPECT_EQ(whole("gzip;q=0, br;q=0"), Coding::identity);
  EXPECT_EQ(whole("identity, gzip;q=0.5"), Coding::identity);
  EXPECT_EQ(whole("identity;q=0"), Coding::identity);  // there is nothing else to send
}

TEST(Names, AreThoseOfTheRegistry) {
  EXPECT_EQ(name(Coding::gzip), "gzip");
  EXPECT_EQ(name(Coding::brotli), "br");
  EXPECT_EQ(parse_coding("BR"), Coding::brotli);
  EXPECT_EQ(parse_coding("identity"), Coding::identity);
  EXPECT_FALSE(parse_coding("brotli"));
  EXPECT_FALSE(parse_coding("gzip, br"));
  EXPECT_FALSE(parse_coding(""));
}

}  // namespace
}  // namespace sangam::http::compression
