#include "kernel/mail/template.h"

#include <gtest/gtest.h>

#include "base/amount.h"
#include "base/scalars.h"

namespace sangam::mail {
namespace {

struct Invoice {
  std::string name;
  std::int64_t number = 0;
  std::optional<std::string> note;
  std::vector<std::string> lines;
};
SANGAM_DESCRIBE(Invoice, (name, "Of the payer"), (number, "Of the invoice"), (note, ""),
                (lines, ""))

const Mailbox kTo{"", "ann@example.com"};

TEST(Template, PutsValuesIn) {
  const Template<Invoice> invoice("test.invoice", "Invoice {{number}}", "Dear {{name}}{{note}}.",
                                  "<p title=\"{{name}}\">{{number}}</p>");
  const auto made = invoice.letter(kTo, {.name = "Ann", .number = 17});
  EXPECT_EQ(made.kind, "test.invoice");
  EXPECT_EQ(made.letter.to, kTo);
  EXPECT_EQ(made.letter.subject, "Invoice 17");
  EXPECT_EQ(made.letter.text, "Dear Ann.");
  EXPECT_EQ(made.letter.html, "<p title=\"Ann\">17</p>");
}

TEST(Template, EscapesInHtmlOnly) {
  const Template<Invoice> invoice("test.invoice", "{{name}}", "{{name}}", "<b>{{name}}</b>");
  const std::string name = "<script>\"'&</script>{{number}}";
  const auto letter = invoice.letter(kTo, {.name = name}).letter;
  EXPECT_EQ(letter.subject, name);
  EXPECT_EQ(letter.text, name);
  EXPECT_EQ(letter.html, "<b>&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;{{number}}</b>");
}

TEST(Template, AMistakeIsFoundWhenItIsMade) {
  using T = Template<Invoice>;
  EXPECT_THROW(T("t", "{{nobody}}", "x", ""), TemplateError);
  EXPECT_THROW(T("t", "x", "{{ name }}", ""), TemplateError);
  EXPECT_THROW(T("t", "x", "x", "{{lines}}"), TemplateError);
  EXPECT_THROW(T("t", "x", "x {{name", ""), TemplateError);
  EXPECT_THROW(T("t", "", "x", ""), TemplateError);
  EXPECT_THROW(T("t", "x", "", ""), TemplateError);
}

}  // namespace
}  // namespace sangam::mail
