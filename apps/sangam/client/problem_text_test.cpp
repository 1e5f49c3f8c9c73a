#include "apps/sangam/client/problem_text.h"

#include <gtest/gtest.h>

#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

class ProblemTextTest : public ::testing::Test {
 protected:
  std::string option(const std::string& pointer) const {
    return option_of_pointer(pointer, sample_.operation("library.books.add"));
  }
  std::string text(int status, std::string body,
                   const std::string& type = "application/problem+json") {
    return problem_text({.status = status, .content_type = type, .body = std::move(body)},
                        &sample_.operation("library.books.add"));
  }

  api::testing::SampleModule sample_;
};

TEST_F(ProblemTextTest, FieldsAreNamedAsTheirOptions) {
  EXPECT_EQ(option("/title"), "--title");
  EXPECT_EQ(option("/price/amount"), "--price") << "an amount is one option";
  EXPECT_EQ(option("/authors/2/born"), "--authors.2.born");
  EXPECT_EQ(option("/colour"), "/colour") << "no option has it";
  EXPECT_EQ(option("?limit"), "--limit");
  EXPECT_EQ(option("{id}"), "--id");
  EXPECT_EQ(option(""), "");
}

TEST_F(ProblemTextTest, TellsWhatWhereAndWhomToAsk) {
  EXPECT_EQ(text(400, R"({"title":"Some fields are not valid","detail":"2 fields are not valid.",
    "code":"invalid","trace_id":"0af7","request_id":"req_1","errors":[
    {"pointer":"/price/amount","code":"wrong_scale","detail":"has too many decimals"},
    {"pointer":"/title","code":"required","detail":"must be given"}]})"),
            "400 Some fields are not valid (invalid)\n"
            "  2 fields are not valid.\n"
            "  --price  has too many decimals  (wrong_scale)\n"
            "  --title  must be given          (required)\n"
            "  trace 0af7, request req_1");
}

TEST_F(ProblemTextTest, WhatIsNoProblemDocumentIsShortened) {
  EXPECT_EQ(text(502, "<html>Bad gateway</html>", "text/html"), "502");
  EXPECT_EQ(text(502, "", "text/plain"), "502");
  EXPECT_EQ(text(502, std::string(1'000, 'x'), "text/plain").size(), 504U);
  EXPECT_EQ(text(500, "[]"), "500 []");
}

}  // namespace
}  // namespace sangam::apps::client
