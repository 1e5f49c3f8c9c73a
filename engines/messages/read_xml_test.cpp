#include <gtest/gtest.h>

#include "engines/messages/xml_tree.h"

namespace sangam::engines::messages {
namespace {

Problem refusal(std::string_view xml, const Limits& limits = {}) {
  auto tree = read_xml(xml, limits);
  EXPECT_FALSE(tree) << xml.substr(0, 200);
  return tree ? Problem{} : tree.error();
}

TEST(ReadXml, KeepsLinesTextAndAttributes) {
  const auto tree = read_xml(
      "<a xmlns='urn:x'>\n <b n='1'>x&amp;<!-- no -->y<![CDATA[<z>]]></b>\n"
      " <b/>\n</a>",
      {});
  ASSERT_TRUE(tree) << tree.error().reason;
  EXPECT_EQ(tree->size(), 3U);
  EXPECT_EQ(tree->name_space(0), "urn:x");
  const auto children = tree->children(0, "b");
  ASSERT_EQ(children.size(), 2U);
  EXPECT_EQ(tree->text(children[0]), "x&y<z>");
  EXPECT_EQ(tree->line(children[0]), 2U);
  EXPECT_EQ(tree->line(children[1]), 3U);
  ASSERT_NE(tree->attribute(children[0], "n"), nullptr);
  EXPECT_EQ(*tree->attribute(children[0], "n"), "1");
  EXPECT_EQ(tree->attribute(children[0], "m"), nullptr);
  EXPECT_EQ(tree->text_of(0, {"b"}), "x&y<z>");
  EXPECT_EQ(tree->text_of(0, {"b", "c"}), "");
}

TEST(ReadXml, PathsNumberOnlyWhatRepeats) {
  auto tree = read_xml("<a><b/><b><c/></b></a>", {});
  ASSERT_TRUE(tree);
  tree->set_ordinal(2, 2);
  EXPECT_EQ(tree->path(3), "/a/b[2]/c");
}

TEST(ReadXml, AcceptsAByteOrderMark) { EXPECT_TRUE(read_xml("\xEF\xBB\xBF<a/>", {})); }

TEST(ReadXml, RefusesEveryDocumentType) {
  for (const auto* xml : {"<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                          "<!DOCTYPE a PUBLIC 'x' 'http://127.0.0.1:1/x.dtd'><a/>",
                          "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                          "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]><a/>"}) {
    EXPECT_EQ(refusal(xml).code, "doctype_forbidden") << xml;
  }
}

TEST(ReadXml, RefusesEntityBombsAtTheDoctype) {
  std::string bomb = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e0 'ha'>";
  for (int i = 1; i < 12; ++i) {
    const auto inner = "&e" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY e" + std::to_string(i) + " '";
    for (int j = 0; j < 10; ++j)
      bomb += inner;
    bomb += "'>";
  }
  const auto problem = refusal(bomb + "]><a>&e11;</a>");
  EXPECT_EQ(problem.code, "doctype_forbidden");
  EXPECT_EQ(problem.line, 2U);
}

TEST(ReadXml, RefusesUndeclaredEntities) {
  EXPECT_EQ(refusal("<a>&nbsp;</a>").code, "not_well_formed");
  EXPECT_EQ(refusal("<a b='&x;'/>").code, "not_well_formed");
}

TEST(ReadXml, RefusesOtherEncodings) {
  EXPECT_EQ(refusal("<?xml version='1.0' encoding='ISO-8859-1'?><a/>").code, "wrong_encoding");
  EXPECT_EQ(refusal("<?xml version='1.0' encoding='US-ASCII'?><a/>").code, "wrong_encoding");
  EXPECT_EQ(refusal("<a>\xFF</a>").code, "invalid_utf8");
  EXPECT_EQ(refusal("<a>\xC0\xAF</a>").code, "invalid_utf8");
  EXPECT_EQ(refusal("<a>\xED\xA0\x80</a>").code, "invalid_utf8");
  EXPECT_EQ(refusal(std::string_view("<\0a\0/\0>\0", 8)).code, "invalid_utf8");
  EXPECT_TRUE(read_xml("<?xml version='1.0' encoding='utf-8'?><a/>", {}));
}

TEST(ReadXml, BoundsDepthElementsTextAndSize) {
  Limits limits{.max_bytes = 2000, .max_elements = 10, .max_depth = 4, .max_text_bytes = 50};
  EXPECT_TRUE(read_xml("<a><b><c><d/></c></b></a>", limits));
  const auto deep = refusal("<a><b>\n<c><d><e/></d></c></b></a>", limits);
  EXPECT_EQ(deep.code, "too_deep");
  EXPECT_EQ(deep.path, "/a/b/c/d");
  EXPECT_EQ(deep.line, 2U);
  EXPECT_TRUE(read_xml("<a><b/><b/><b/><b/><b/><b/><b/><b/><b/></a>", limits));
  EXPECT_EQ(refusal("<a><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/></a>", limits).code,
            "too_many_elements");
  EXPECT_EQ(refusal("<a>" + std::string(51, 'x') + "</a>", limits).code, "too_long");
  EXPECT_EQ(refusal("<a b='" + std::string(51, 'x') + "'/>", limits).code, "too_long");
  EXPECT_EQ(refusal("<a>" + std::string(3000, ' ') + "</a>", limits).code, "too_large");
  EXPECT_EQ(refusal("", limits).code, "empty");
}

TEST(ReadXml, IndentationIsNoText) {
  const Limits limits{.max_text_bytes = 50};
  const std::string indent = "\n" + std::string(30, ' ');
  EXPECT_TRUE(read_xml("<a>" + indent + "<b/>" + indent + "<b/>" + indent + "</a>", limits));
}

TEST(ReadXml, HundredThousandLevelsAreRefusedAtOnce) {
  std::string xml;
  for (int i = 0; i < 100'000; ++i)
    xml += "<a>";
  EXPECT_EQ(refusal(xml).code, "too_deep");
}

TEST(ReadXml, NamesTheLineOfWhatIsNotWellFormed) {
  for (const auto* xml : {"<a>\n<b></a>", "<a>\n<b x=1/></a>", "<a>\n", "<a>\n</a><b/>",
                          "<a>\n<p:b/></a x>", "<a>\n&#0;</a>"}) {
    const auto problem = refusal(xml);
    EXPECT_EQ(problem.code, "not_well_formed") << xml;
    EXPECT_EQ(problem.line, 2U) << xml;
  }
}

}  // namespace
}  // namespace sangam::engines::messages
