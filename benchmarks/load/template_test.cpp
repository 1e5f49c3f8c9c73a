#include "benchmarks/load/template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "base/uuid.h"

namespace sangam::benchmarks::load {
namespace {

std::string rendered(std::string_view text, Values& values) {
  const auto parsed = Template::parse(text);
  EXPECT_TRUE(parsed.has_value()) << parsed.error();
  std::string out;
  parsed->render(values, out);
  return out;
}

class TemplateTest : public testing::Test {
 protected:
  Values values_{1};
};

TEST_F(TemplateTest, CopiesPlainText) {
  EXPECT_EQ(rendered("{\"a\":{\"b\":1}}", values_), "{\"a\":{\"b\":1}}");
  EXPECT_TRUE(Template::parse("plain")->is_constant());
  EXPECT_FALSE(Template::parse("a{{number}}")->is_constant());
}

TEST_F(TemplateTest, MakesFreshIdentifiers) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i)
    seen.insert(rendered("{{id}}", values_));
  EXPECT_EQ(seen.size(), 10'000U);
  for (const std::string& id : seen)
    EXPECT_TRUE(uuid_from_base32(id)) << id;
  EXPECT_TRUE(uuid_from_hex(rendered("{{uuid}}", values_)));
}

TEST_F(TemplateTest, CountsAndStaysInRange) {
  EXPECT_EQ(rendered("{{number}}-{{number}}", values_), "1-2");
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i)
    seen.insert(rendered("{{int 3 5}}", values_));
  EXPECT_EQ(seen, (std::set<std::string>{"3", "4", "5"}));
}

TEST_F(TemplateTest, Repeats) {
  EXPECT_EQ(rendered("[{{repeat 3}}<{{number}}>{{end}}]", values_), "[<1>,<2>,<3>]");
}

TEST_F(TemplateTest, PicksTwoDifferentLines) {
  const std::string path = testing::TempDir() + "template_test_lines";
  std::ofstream(path) << "x\ny\nz\n";
  std::set<std::string> seen;
  for (int i = 0; i < 500; ++i)
    seen.insert(rendered("{{pick " + path + "}}{{other " + path + "}}", values_));
  EXPECT_EQ(seen, (std::set<std::string>{"xy", "xz", "yx", "yz", "zx", "zy"}));
}

TEST_F(TemplateTest, SaysWhatIsWrong) {
  for (const std::string_view text :
       {"{{id", "{{}}", "{{name}}", "{{int 5 3}}", "{{int a 3}}", "{{repeat 0}}x{{end}}",
        "{{repeat 2}}x", "{{pick /nonexistent/file}}", "{{end}}"}) {
    const auto parsed = Template::parse(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_FALSE(parsed.error().empty());
  }
}

}  // namespace
}  // namespace sangam::benchmarks::load
