#include "kernel/saml/markup.h"

#include <gtest/gtest.h>

#include <string>

namespace sangam::saml {
namespace {

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

TEST(Markup, MayBeWhateverXmlIs) {
  for (const std::string good :
       {"<a/>", "<a b='1' c = \"2>\"\n/>", "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<a></a >",
        "<!-- <b c='d'> --><a x:y=''><![CDATA[<b ]] ]]>text</a>", "<a>&lt;&#65;</a>", "text"})
    EXPECT_EQ(objection_to_markup(good), "") << good;
}

TEST(Markup, IsRefusedBeyondItsBounds) {
  const auto refusal = [](const std::string& text) { return objection_to_markup(text); };
  EXPECT_EQ(refusal("<a" + times(kXmlAttributesMost, " b=''") + "/>"), "");
  EXPECT_EQ(refusal("<a" + times(kXmlAttributesMost + 1, " b=''") + "/>"),
            "One of its elements has too many attributes.");
  EXPECT_EQ(refusal("<a b='" + std::string(kXmlTagBytesMost, 'x') + "'/>"),
            "One of its tags is too long.");
  EXPECT_EQ(refusal(times(kXmlDepthMost, "<a>")), "");
  EXPECT_EQ(refusal(times(kXmlDepthMost, "<a>") + "<a/>"), "Its elements are nested too deep.");
  EXPECT_EQ(refusal(times(kXmlElementsMost, "<a/>")), "");
  EXPECT_EQ(refusal(times(kXmlElementsMost + 1, "<a/>")), "It has too many elements.");
  EXPECT_EQ(refusal("<a xmlns:b='" + std::string(kXmlNamespaceBytesMost + 1, 'x') + "'/>"),
            "The name of a namespace is too long.");
}

TEST(Markup, NamespacesAreCountedWhereTheyHold) {
  const auto inside = times(kXmlNamespacesMost / 2, " xmlns:b='u'");
  EXPECT_EQ(objection_to_markup("<a" + inside + ">" + times(9, "<b" + inside + "></b>")), "");
  EXPECT_EQ(objection_to_markup("<a" + inside + "><b" + inside + "><c xmlns='u'/>"),
            "It declares too many namespaces.");
  EXPECT_EQ(objection_to_markup("<a" + inside + "><b" + inside + "/><c xmlns='u'/>"), "");
  EXPECT_EQ(objection_to_markup("<a" + inside + "><b" + inside + "><c xmlnsx='u'/>"), "");
}

TEST(Markup, NeitherTypesNorInstructions) {
  EXPECT_EQ(objection_to_markup("<!DOCTYPE a><a/>"),
            "It has a document type declaration, which is not allowed.");
  EXPECT_EQ(objection_to_markup("<a><?b?></a>"), "It holds a processing instruction.");
}

// libxml2 goes on behind a fault: where it would meet a tag that was not counted nothing may pass.
TEST(Markup, WhatIsNoTagIsRefused) {
  for (const std::string bad : {"<",
                                "<a",
                                "<a b",
                                "<a b=",
                                "<a b='",
                                "<a b='<c>'/>",
                                "<a b=c/>",
                                "<a 'b'/>",
                                "<a b='1'c='2'/>",
                                "<a \"<b c=\"> \" x='1' y='2'/>",
                                "</a>",
                                "<a></a",
                                "<a></a <b>",
                                "< a/>",
                                "<!-- -- -->",
                                "<!--",
                                "<!-- \x01<b c=''/> -->",
                                "<a><![CDATA[",
                                "<!ELEMENT a>",
                                "<?xml <b c=''?><a/>",
                                "<?xml > <b?><a/>",
                                "\xef\xbf\xbf<a/>"})
    EXPECT_EQ(objection_to_markup(bad), "It is not well-formed XML.") << bad;
}

}  // namespace
}  // namespace sangam::saml
