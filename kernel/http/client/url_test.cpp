#include "kernel/http/client/url.h"

#include <gtest/gtest.h>

namespace sangam::http::client {
namespace {

std::string normal(std::string_view text) {
  const auto url = parse_url(text);
  return url ? url->str() : "refused: " + url.error();
}

TEST(Url, IsTakenApart) {
  const auto url = parse_url("https://Hooks.Example.com:8443/a/b?c=d");
  ASSERT_TRUE(url.has_value());
  EXPECT_TRUE(url->secure);
  EXPECT_EQ(url->host, "hooks.example.com");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->target, "/a/b?c=d");
  EXPECT_EQ(url->origin(), "https://hooks.example.com:8443");
  EXPECT_FALSE(url->address.has_value());
}

TEST(Url, IsNormalised) {
  EXPECT_EQ(normal("https://example.com"), "https://example.com:443/");
  EXPECT_EQ(normal("HTTP://example.com."), "http://example.com:80/");
  EXPECT_EQ(normal("https://example.com?x"), "https://example.com:443/?x");
  EXPECT_EQ(normal("https://[2001:DB8::1]/x"), "https://[2001:db8::1]:443/x");
  EXPECT_EQ(normal("http://192.0.2.1:81/"), "http://192.0.2.1:81/");
  EXPECT_EQ(normal("https://example.com/%41%2f"), "https://example.com:443/%41%2f");
}

TEST(Url, IsRefused) {
  for (const auto& text : {"",
                           "http",
                           "example.com",
                           "ftp://example.com/",
                           "file:///etc/passwd",
                           "gopher://example.com",
                           "https:/example.com",
                           "https://",
                           "https:///path",
                           "https://user@example.com/",
                           "https://user:word@example.com/",
                           "https://example.com@127.0.0.1/",
                           "https://127.0.0.1\\@example.com/",
                           "https://example.com\\.evil.test/",
                           "https://exa mple.com/",
                           "https://example.com/a b",
                           "https://example.com/\n",
                           "https://example.com/#top",
                           "https://exam%70le.com/",
                           "https://ex\xc3\xa4mple.com/",
                           "https://example.com:0/",
                           "https://example.com:65536/",
                           "https://example.com:x/",
                           "https://example.com:/",
                           "https://example.com:80:90/",
                           "https://-example.com/",
                           "https://example-.com/",
                           "https://a..b/",
                           "https://.example.com/",
                           "https://0x7f.0.0.1/",
                           "https://0x7f000001/",
                           "https://2130706433/",
                           "https://127.1/",
                           "https://0177.0.0.1/",
                           "https://1.2.3.4.5/",
                           "https://example.0x/",
                           "https://[127.0.0.1]/",
                           "https://[::1/",
                           "https://::1/",
                           "https://[fe80::1%25lo]/",
                           "https://[::1]x/",
                           "https://example.com/%zz",
                           "https://example.com/%4",
                           "https://example.com/<x>",
                           "//example.com/",
                           "javascript:alert(1)"})
    EXPECT_FALSE(parse_url(text).has_value()) << text;
  // Written out, with its port, an address must be one still.
  const std::size_t room = kMaxUrlBytes - std::string_view("https://example.com:443/").size();
  EXPECT_TRUE(parse_url("https://example.com/" + std::string(room, 'a')).has_value());
  EXPECT_FALSE(parse_url("https://example.com/" + std::string(room + 1, 'a')).has_value());
  EXPECT_FALSE(parse_url("https://" + std::string(64, 'a') + ".test/").has_value());
}

TEST(Url, KnowsAddresses) {
  EXPECT_EQ(parse_url("https://127.0.0.1/")->address->str(), "127.0.0.1");
  EXPECT_EQ(parse_url("https://[::1]:9/")->address->str(), "::1");
  EXPECT_EQ(parse_url("http://127.0.0.1.:80/")->address->str(), "127.0.0.1");
}

}  // namespace
}  // namespace sangam::http::client
