#include <gtest/gtest.h>

#include "base/structured_fields/parse.h"
#include "kernel/message_signatures/component.h"
#include "kernel/message_signatures/testing/signer.h"

namespace sangam::message_signatures {
namespace {

using testing::OwnedRequest;

std::string value_of(OwnedRequest& request, const std::string& component) {
  const auto item = structured_fields::parse_item(component);
  EXPECT_TRUE(item) << component;
  const auto value = component_value(request.message(), *item);
  return value ? *value : "! " + value.error();
}

// The examples of RFC 9421 §2.2.
TEST(Component, IsDerivedFromTheRequestLine) {
  OwnedRequest request;
  request.authority = "WWW.Example.com:443";
  request.target = "/path?param=value";
  EXPECT_EQ(value_of(request, R"("@method")"), "POST");
  EXPECT_EQ(value_of(request, R"("@target-uri")"), "https://www.example.com/path?param=value");
  EXPECT_EQ(value_of(request, R"("@authority")"), "www.example.com");
  EXPECT_EQ(value_of(request, R"("@scheme")"), "https");
  EXPECT_EQ(value_of(request, R"("@request-target")"), "/path?param=value");
  EXPECT_EQ(value_of(request, R"("@path")"), "/path");
  EXPECT_EQ(value_of(request, R"("@query")"), "?param=value");
  request.target = "/path";
  EXPECT_EQ(value_of(request, R"("@query")"), "?");
  request.target = "/path?";
  EXPECT_EQ(value_of(request, R"("@query")"), "?");
  request.scheme = "http";
  EXPECT_EQ(value_of(request, R"("@authority")"), "www.example.com:443");
  request.authority = "[::1]:80";
  EXPECT_EQ(value_of(request, R"("@authority")"), "[::1]");
}

// RFC 9421 §2.2.8.
TEST(Component, IsAQueryParameterByItsName) {
  OwnedRequest request;
  request.target = "/path?param=value&foo=bar&baz=batman&qux=";
  EXPECT_EQ(value_of(request, R"("@query-param";name="baz")"), "batman");
  EXPECT_EQ(value_of(request, R"("@query-param";name="qux")"), "");
  request.target =
      "/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%"
      "A7ade%22"
      "%3A%20=something";
  EXPECT_EQ(value_of(request, R"("@query-param";name="var")"),
            "this%20is%20a%20big%0Amultiline%20value");
  EXPECT_EQ(value_of(request, R"("@query-param";name="bar")"), "with%20plus%20whitespace");
  EXPECT_EQ(value_of(request, R"("@query-param";name="fa%C3%A7ade%22%3A%20")"), "something");
  request.target = "/?a=1&a=2";
  EXPECT_EQ(value_of(request, R"("@query-param";name="a")"),
            R"(! "@query-param" cannot be covered: A query parameter that comes twice cannot )"
            R"(be covered by its name.)");
  EXPECT_TRUE(value_of(request, R"("@query-param";name="b")").starts_with("! "));
  EXPECT_TRUE(value_of(request, R"("@query-param")").starts_with("! "));
  request.target = "/?a=%zz";
  EXPECT_TRUE(value_of(request, R"("@query-param";name="a")").starts_with("! "));
}

// The examples of RFC 9421 §2.1.
TEST(Component, IsAFieldWithItsLinesJoined) {
  OwnedRequest request;
  request.fields = {{"Host", "www.example.com"},
                    {"Cache-Control", "max-age=60"},
                    {"Cache-Control", "   must-revalidate"},
                    {"X-Empty", ""},
                    {"Priority", "  u=2;  foo=1,i"},
                    {"Content-Digest", "sha-256=:YQ==:,   sha-512=:Yg==:"},
                    {"Example-Header", "value, with, lots"},
                    {"Example-Header", "of, commas"},
                    {"Latin", "f\xfc"}};
  EXPECT_EQ(value_of(request, R"("cache-control")"), "max-age=60, must-revalidate");
  EXPECT_EQ(value_of(request, R"("x-empty")"), "");
  EXPECT_EQ(value_of(request, R"("priority")"), "u=2;  foo=1,i");
  EXPECT_EQ(value_of(request, R"("priority";sf)"), "u=2;foo=1, i");
  EXPECT_EQ(value_of(request, R"("content-digest";key="sha-512")"), ":Yg==:");
  EXPECT_EQ(value_of(request, R"("example-header";bs)"),
            ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:");
  EXPECT_EQ(value_of(request, R"("latin";bs)"), ":Zvw=:");
}

TEST(Component, ThatCannotBeCoveredSaysWhy) {
  OwnedRequest request;
  request.fields = {{"X-Words", "a b"}, {"Latin", "f\xfc"}, {"@method", "GET"}};
  for (const auto* component : {R"("absent")",
                                R"("x-words";tr)",
                                R"("x-words";req)",
                                R"("x-words";sf)",
                                R"("x-words";key="a")",
                                R"("x-words";bs;key="a")",
                                R"("x-words";other)",
                                R"("x-words";bs=?0)",
                                R"("X-Words")",
                                R"("latin")",
                                R"("@method";req)",
                                R"("@status")",
                                R"("@other")",
                                R"("@Method")",
                                R"("")",
                                R"("@")",
                                "token",
                                "5",
                                R"("a b")",
                                R"("@path";name="a")"}) {
    EXPECT_TRUE(value_of(request, component).starts_with("! ")) << component;
  }
  EXPECT_EQ(value_of(request, R"("x-words";tr)"),
            R"(! "x-words" cannot be covered: Trailers are not read, so none can be covered.)");
  // A field with the name of what is derived is never taken for it.
  EXPECT_EQ(value_of(request, R"("@method")"), "POST");
}

}  // namespace
}  // namespace sangam::message_signatures
