#include "kernel/api/json_writer.h"

#include <gtest/gtest.h>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

using testing::AddBook;
using testing::Binding;
using testing::Book;

AddBook sample() {
  AddBook book;
  using Title = Text<1, 20>;
  using Name = Text<1, 40>;
  SANGAM_ASSERT(!Title::parse("\"Quotes\" \\ é", book.title));
  SANGAM_ASSERT(!Amount::parse("-0.05 INR", book.price));
  SANGAM_ASSERT(!Name::parse("A", book.authors.emplace_back().name));
  book.binding = Binding::leather;
  return book;
}

TEST(JsonWriter, LeavesOutEmptyOptionals) {
  EXPECT_EQ(to_json(sample()),
            R"({"title":"\"Quotes\" \\ é","price":{"amount":"-0.05","asset":"INR"},)"
            R"("authors":[{"name":"A"}],"binding":"leather"})");
}

TEST(JsonWriter, WritesNestedListsAndEmptyStructs) {
  EXPECT_EQ(to_json(Nothing{}), "{}");
  EXPECT_EQ(to_json(std::vector<std::vector<std::int32_t>>{{1, -2}, {}}), "[[1,-2],[]]");
  EXPECT_EQ(to_json(std::optional<bool>()), "null");
  EXPECT_EQ(to_json(std::optional<bool>(true)), "true");
}

TEST(JsonWriter, EscapesControlCharacters) {
  EXPECT_EQ(to_json(std::string("a\n\t\r\x01\x1f/\x7f")), "\"a\\n\\t\\r\\u0001\\u001f/\x7f\"");
}

TEST(JsonWriter, WritesTheEndsOfIntegers) {
  EXPECT_EQ(to_json(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(to_json(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
}

TEST(JsonWriter, WritesPages) {
  Page<Book> page;
  page.items.resize(1);
  page.next = "more";
  const auto text = to_json(page);
  EXPECT_TRUE(text.starts_with(R"({"items":[{"id":"book_00000000000000000000000000")")) << text;
  EXPECT_TRUE(text.ends_with(R"(],"next":"more"})")) << text;
}

TEST(JsonWriter, WhatItWritesReadsBackTheSame) {
  const auto text = to_json(sample());
  const auto document = JsonDocument::parse(text);
  ASSERT_TRUE(document);
  AddBook again;
  Problems problems;
  read_json(document->root(), type_of<AddBook>, &again, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(to_json(again), text);
}

}  // namespace
}  // namespace sangam::api
