#include "suites/platform/openid/redirect_uri.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::openid {
namespace {

TEST(RedirectUri, MayBeRegistered) {
  for (const auto* uri : {"https://app.example.com/callback", "https://app.example.com/cb?x=1",
                          "http://127.0.0.1/cb", "http://[::1]:8000/cb", "http://localhost:3000/"})
    EXPECT_FALSE(redirect_uri_fault(uri, false)) << uri;
  EXPECT_FALSE(redirect_uri_fault("com.example.app:/callback", true));
}

TEST(RedirectUri, MayNotBeRegistered) {
  for (const auto* uri :
       {"", "http://app.example.com/", "https://app.example.com/#x", "https://*.example.com/",
        "https://user@app.example.com/", "https://app.example.com\\@evil.example/", "/relative",
        "javascript:alert(1)", "data:text/html,x", "com.example.app:/callback",
        "https://app.example.com/a b", "ftp://app.example.com/"})
    EXPECT_TRUE(redirect_uri_fault(uri, false)) << uri;
  for (const auto* uri : {"javascript:alert(1)", "myapp:/callback", "com.example.app://callback",
                          "com.example.app:callback", "Com.Example:/x", ".:/x"})
    EXPECT_TRUE(redirect_uri_fault(uri, true)) << uri;
}

TEST(RedirectUri, IsTheSameText) {
  constexpr auto kKnown = "https://app.example.com/callback";
  EXPECT_TRUE(redirect_uri_matches(kKnown, kKnown));
  for (const auto* asked :
       {"https://app.example.com/callback/", "https://app.example.com/callback?x",
        "https://app.example.com:443/callback", "https://APP.example.com/callback",
        "https://app.example.com.evil.example/callback", "http://app.example.com/callback",
        "https://app.example.com/callback/../x", "https://app.example.com/%63allback", ""})
    EXPECT_FALSE(redirect_uri_matches(kKnown, asked)) << asked;
}

TEST(RedirectUri, ChoosesItsPortOnLoopback) {
  EXPECT_TRUE(redirect_uri_matches("http://127.0.0.1/cb", "http://127.0.0.1:51234/cb"));
  EXPECT_TRUE(redirect_uri_matches("http://[::1]:1/cb", "http://[::1]:51234/cb"));
  EXPECT_FALSE(redirect_uri_matches("http://127.0.0.1/cb", "http://127.0.0.1:51234/other"));
  EXPECT_FALSE(redirect_uri_matches("http://127.0.0.1/cb", "http://127.0.0.2:51234/cb"));
  EXPECT_FALSE(redirect_uri_matches("http://127.0.0.1/cb", "https://127.0.0.1:51234/cb"));
  EXPECT_FALSE(redirect_uri_matches("http://localhost/cb", "http://localhost:51234/cb"));
  EXPECT_FALSE(redirect_uri_matches("http://127.0.0.1/cb", "http://127.0.0.1@evil.example/cb"));
  EXPECT_FALSE(redirect_uri_matches("https://app.example.com/cb", "https://app.example.com:1/cb"));
}

}  // namespace
}  // namespace sangam::suites::platform::openid
