// The corpus of cases/smuggling.txt against a real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/testing/test_server.h"

namespace sangam::http {
namespace {

using ::testing::Contains;
using ::testing::Not;
using testing::RawClient;
using testing::TestServer;

struct Case {
  std::string name;
  int status = 0;
  std::string bytes;
};

std::string unescape(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const char kind = text.at(++i);
    if (kind == 'x') {
      bytes += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      constexpr std::string_view kNames = "rnt0\\";
      constexpr std::string_view kBytes("\r\n\t\0\\", 5);
      const std::size_t known = kNames.find(kind);
      EXPECT_NE(known, std::string_view::npos) << text;
      bytes += kBytes.at(known);
    }
  }
  return bytes;
}

std::vector<Case> read_cases() {
  std::ifstream in("kernel/http/cases/smuggling.txt");
  std::vector<Case> cases;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t first = line.find(" | ");
    const std::size_t second = line.find(" | ", first + 3);
    EXPECT_NE(second, std::string::npos) << line;
    cases.push_back({line.substr(0, first), std::stoi(line.substr(first + 3)),
                     unescape(std::string_view(line).substr(second + 3))});
  }
  return cases;
}

constexpr std::string_view kSecond = "GET /second HTTP/1.1\r\nHost: x\r\n\r\n";

void check(TestServer& server, const Case& given, bool byte_by_byte) {
  SCOPED_TRACE(given.name);
  const auto seen_before = server.handler().seen().size();
  RawClient client(server.port());
  const std::string bytes = given.bytes + std::string(kSecond);
  if (byte_by_byte) {
    for (const char byte : bytes)
      client.send({&byte, 1});
  } else {
    client.send(bytes);
  }
  const auto first = client.receive();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, given.status) << first->body;
  if (given.status == 200) {
    const auto second = client.receive();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->body, "GET /second ");
    return;
  }
  EXPECT_TRUE(first->has("Content-Type: application/problem+json"));
  EXPECT_TRUE(first->has("Connection: close"));
  client.finish_sending();
  EXPECT_TRUE(client.closed()) << "a second response, or a connection left open";
  auto seen = server.handler().seen();
  seen.erase(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(seen_before));
  EXPECT_THAT(seen, Not(Contains("/second")));
}

TEST(Smuggling, CorpusIsAnsweredAsExpected) {
  TestServer server;
  const auto cases = read_cases();
  ASSERT_GT(cases.size(), 100);
  for (const Case& given : cases)
    check(server, given, false);
}

TEST(Smuggling, AnswersDoNotDependOnHowTheBytesArrive) {
  TestServer server;
  for (const Case& given : read_cases())
    check(server, given, true);
}

TEST(Smuggling, CorpusNamesAreUnique) {
  auto cases = read_cases();
  std::ranges::sort(cases, {}, &Case::name);
  const auto twice = std::ranges::adjacent_find(cases, {}, &Case::name);
  EXPECT_EQ(twice, cases.end()) << twice->name;
}

}  // namespace
}  // namespace sangam::http
