#include "apps/sangam/client/manual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

using ::testing::HasSubstr;

TEST(RoffText, NothingInItIsARequest) {
  EXPECT_EQ(roff_text(".SH x"), "\\&.SH x");
  EXPECT_EQ(roff_text("a.\n.b"), "a.\n\\&.b");
  EXPECT_EQ(roff_text("'quoted'"), "\\&\\(aqquoted\\(aq");
  EXPECT_EQ(roff_text("--all \\d"), "\\-\\-all \\ed");
}

TEST(Manual, SaysAllThatIsDeclared) {
  const api::testing::SampleModule sample;
  const auto text = manual({.name = "sangam",
                            .text = "A server",
                            .group = {},
                            .options = {},
                            .subcommands = {{.name = "copy",
                                             .text = "Copies",
                                             .group = "Files",
                                             .options = {{"FILE", "Which", "TEXT", {}, true},
                                                         {"--to", "Where", "TEXT", {}, false}},
                                             .subcommands = {{.name = "all",
                                                              .text = "Everything",
                                                              .group = {},
                                                              .options = {},
                                                              .subcommands = {}}}}}},
                           sample.operations);
  EXPECT_THAT(text, HasSubstr(".SS Files\n.TP\n\\fBsangam copy\\fR \\fIFILE\\fR\nCopies\n"));
  EXPECT_THAT(text, HasSubstr("\\fB\\-\\-to\\fR \\fITEXT\\fR\nWhere\n"));
  EXPECT_THAT(text, HasSubstr("\\fBsangam copy all\\fR\nEverything\n"));
  EXPECT_THAT(text, HasSubstr("\\fBlibrary.books.add\\fR\nAdd a book\n"));
  EXPECT_THAT(text, HasSubstr("\\fB\\-\\-idempotency\\-key\\fR \\fIKEY\\fR\n"));
  EXPECT_THAT(text, HasSubstr("\\fB9\\fR\n"));
}

}  // namespace
}  // namespace sangam::apps::client
