#include "kernel/dns/message.h"

#include <gtest/gtest.h>

namespace sangam::dns {
namespace {

using namespace std::string_literals;

// What a server would answer to txt_query(7, "_token.example.com").
struct Answer {
  std::string head = "\0\7\x81\x80\0\1\0\1\0\0\0\0"s;
  std::string question = "\6_token\7example\3com\0\0\x10\0\1"s;
  std::string records = "\xc0\x0c\0\x10\0\1\0\0\0\x3c\0\x0c\5hello\5world"s;
  std::string all() const { return head + question + records; }
};

auto read(const std::string& message) { return read_txt_answer(7, "_token.example.com", message); }

TEST(Message, AQueryIsAsTheStandardWritesIt) {
  EXPECT_EQ(txt_query(7, "_token.example.com"),
            "\0\7\1\0\0\1\0\0\0\0\0\0\6_token\7example\3com\0\0\x10\0\1"s);
}

TEST(Message, StringsOfATextAreOne) {
  const auto texts = read(Answer().all());
  ASSERT_TRUE(texts);
  EXPECT_EQ(*texts, std::vector<std::string>{"helloworld"});
}

TEST(Message, AliasesAreFollowed) {
  Answer answer;
  answer.head = "\0\7\x81\x80\0\1\0\2\0\0\0\0"s;
  answer.records =
      "\xc0\x0c\0\5\0\1\0\0\0\x3c\0\4\1x\xc0\x13"s  // x.example.com
      "\1X\xc0\x13\0\x10\0\1\0\0\0\x3c\0\4\3yes"s;  // its text
  const auto texts = read(answer.all());
  ASSERT_TRUE(texts);
  EXPECT_EQ(*texts, std::vector<std::string>{"yes"});
}

TEST(Message, TextsOfOthersDoNotCount) {
  Answer answer;
  answer.records = "\5other\xc0\x13\0\x10\0\1\0\0\0\x3c\0\4\3yes"s;
  EXPECT_EQ(read(answer.all())->size(), 0U);
}

TEST(Message, NoSuchNameHasNoTexts) {
  Answer answer;
  answer.head = "\0\7\x81\x83\0\1\0\0\0\0\0\0"s;
  EXPECT_EQ(read(answer.head + answer.question)->size(), 0U);
}

TEST(Message, FaultsAreTold) {
  Answer answer;
  EXPECT_EQ(read_txt_answer(8, "_token.example.com", answer.all()).error(), AnswerFault::not_ours);
  EXPECT_EQ(read_txt_answer(7, "_token.example.org", answer.all()).error(), AnswerFault::not_ours);
  EXPECT_EQ(read("").error(), AnswerFault::malformed);
  EXPECT_EQ(read(answer.all().substr(0, answer.all().size() - 1)).error(), AnswerFault::malformed);
  answer.records[11] = '\x0b';  // the second string is longer than what is there
  EXPECT_EQ(read(answer.all()).error(), AnswerFault::malformed);
  answer.head[2] = '\x83';
  EXPECT_EQ(read(answer.all()).error(), AnswerFault::truncated);
  answer.head = "\0\7\x81\x82\0\1\0\0\0\0\0\0"s;
  EXPECT_EQ(read(answer.all()).error(), AnswerFault::refused);
}

TEST(Message, PointersThatTurnInACircleEnd) {
  Answer answer;
  answer.records = "\xc0\x24\0\x10\0\1\0\0\0\x3c\0\4\3yes"s;  // at itself
  EXPECT_EQ(read(answer.all()).error(), AnswerFault::malformed);
}

TEST(Message, HostNames) {
  for (const auto* good : {"example.com", "a.b", "xn--bcher-kva.example", "3com.example"})
    EXPECT_TRUE(is_host_name(good)) << good;
  for (const auto* bad : {"", "com", ".com", "example.", "a..b", "-a.b", "a-.b", "a b.c", "a_b.c",
                          "exam\xc3\xa4ple.com"})
    EXPECT_FALSE(is_host_name(bad)) << bad;
  EXPECT_FALSE(is_host_name(std::string(64, 'a') + ".b"));
  EXPECT_FALSE(is_host_name(std::string(252, 'a') + ".b"));
}

}  // namespace
}  // namespace sangam::dns
