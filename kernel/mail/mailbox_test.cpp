#include "kernel/mail/mailbox.h"

#include <gtest/gtest.h>

namespace sangam::mail {
namespace {

TEST(Mailbox, ReadsAddressesWithAndWithoutName) {
  EXPECT_EQ(parse_mailbox("ann@example.com"), (Mailbox{"", "ann@example.com"}));
  EXPECT_EQ(parse_mailbox(" <ann@example.com> "), (Mailbox{"", "ann@example.com"}));
  EXPECT_EQ(parse_mailbox("Ann Li <ann@example.com>"), (Mailbox{"Ann Li", "ann@example.com"}));
  EXPECT_EQ(parse_mailbox("\"Li, Ann\" <ann.li+x@mail.example.com>"),
            (Mailbox{"Li, Ann", "ann.li+x@mail.example.com"}));
  EXPECT_EQ(parse_mailbox("अनु <anu@example.com>"), (Mailbox{"अनु", "anu@example.com"}));
  EXPECT_EQ(parse_mailbox("root@localhost"), (Mailbox{"", "root@localhost"}));
}

TEST(Mailbox, RefusesWhatCouldBeSomethingElse) {
  for (const std::string_view text : {"",
                                      "ann",
                                      "@example.com",
                                      "ann@",
                                      "ann@exa mple.com",
                                      "an n@example.com",
                                      "ann@example..com",
                                      ".ann@example.com",
                                      "ann.@example.com",
                                      "ann@-example.com",
                                      "ann@example.com>",
                                      "<ann@example.com",
                                      "ann@example.com\r\nBcc: x@example.com",
                                      "Ann\r\nBcc: x <ann@example.com>",
                                      "a>b@example.com",
                                      "\"a b\"@example.com",
                                      "ann@[127.0.0.1]",
                                      "ann@example.com, bob@example.com",
                                      "<a@example.com> <b@example.com> x",
                                      "ann@exämple.com",
                                      "\xff <ann@example.com>"})
    EXPECT_FALSE(parse_mailbox(text)) << text;
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@example.com"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(64, 'b') + ".com"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(260, 'b')));
}

TEST(Mailbox, IsWrittenSoThatNamesStayNames) {
  EXPECT_EQ(format_mailbox({"", "a@example.com"}), "<a@example.com>");
  EXPECT_EQ(format_mailbox({"Li, \"Ann\"", "a@example.com"}),
            "\"Li, \\\"Ann\\\"\"\r\n <a@example.com>");
  EXPECT_EQ(format_mailbox({"अनु", "a@example.com"}),
            "=?UTF-8?B?4KSF4KSo4KWB?=\r\n <a@example.com>");
}

}  // namespace
}  // namespace sangam::mail
