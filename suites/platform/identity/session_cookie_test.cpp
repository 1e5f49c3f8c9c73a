#include "suites/platform/identity/session_cookie.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform {
namespace {

std::string token_in(std::string_view cookies, bool secure) {
  return std::string(cookie_value(cookies, Cookie::session, secure));
}

TEST(SessionCookie, IsForThisHostOverTls) {
  EXPECT_EQ(set_cookie(Cookie::session, "abc", 60, true),
            "__Host-sangam_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
  EXPECT_EQ(set_cookie(Cookie::session, "abc", 60, false),
            "sangam_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
}

TEST(SessionCookie, IsNotTheDevices) {
  EXPECT_EQ(set_cookie(Cookie::device, "abc", 0, true),
            "__Host-sangam_device=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
  EXPECT_EQ(cookie_value("sangam_device=abc; sangam_session=def", Cookie::device, false), "abc");
}

TEST(SessionCookie, IsFoundAmongOthers) {
  EXPECT_EQ(token_in("a=b; sangam_session=abc; c=d", false), "abc");
  EXPECT_EQ(token_in("sangam_session=abc;sangam_session=def", false), "abc");
  EXPECT_EQ(token_in("a=b;  __Host-sangam_session=abc", true), "abc");
  for (const auto* none : {"", ";", "; ;", "sangam_session", "xsangam_session=abc",
                           "sangam_sessions=abc", "a=sangam_session=abc", "Sangam_Session=abc"})
    EXPECT_EQ(token_in(none, false), "") << none;
}

TEST(SessionCookie, OverTlsThePlainOneCountsForNothing) {
  EXPECT_EQ(token_in("sangam_session=planted", true), "");
  EXPECT_EQ(token_in("sangam_session=planted; __Host-sangam_session=own", true), "own");
  EXPECT_EQ(token_in("__Host-sangam_session=own", false), "");
}

}  // namespace
}  // namespace sangam::suites::platform
