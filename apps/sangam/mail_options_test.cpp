#include "apps/sangam/mail_options.h"

#include <gtest/gtest.h>

#include <fstream>

namespace sangam::apps {
namespace {

namespace fs = std::filesystem;

// A file that goes with the test.
struct PasswordFile {
  explicit PasswordFile(const std::string& text) {
    std::ofstream(path) << text;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  }
  ~PasswordFile() { fs::remove(path); }
  fs::path path = fs::temp_directory_path() / "sangam_mail_options_test.password";
};

TEST(MailOptions, WithoutAServerMailIsCaptured) {
  EXPECT_FALSE(read_mail_options({}).courier.server);
  EXPECT_EQ(read_mail_options({.from = "Bank <bank@example.com>"}).courier.from,
            (mail::Mailbox{"Bank", "bank@example.com"}));
}

TEST(MailOptions, NameTheServer) {
  const PasswordFile file("s3cret\n");
  const auto settings = read_mail_options({.url = "smtp://ann@mail.example.com",
                                           .from = "bank@example.com",
                                           .password_file = file.path,
                                           .authorities = "ca.pem"});
  ASSERT_TRUE(settings.courier.server);
  EXPECT_EQ(settings.courier.server->host, "mail.example.com");
  EXPECT_EQ(settings.courier.server->username, "ann");
  EXPECT_EQ(settings.courier.server->password, "s3cret");
  EXPECT_EQ(settings.courier.server->authorities, "ca.pem");
}

TEST(MailOptions, RefuseWhatCannotWork) {
  const PasswordFile file("s3cret\n");
  const MailOptions good{.url = "smtp://ann@mail.example.com",
                         .from = "bank@example.com",
                         .password_file = file.path,
                         .authorities = {}};
  const auto refused = [](MailOptions options) {
    EXPECT_THROW(read_mail_options(options), std::runtime_error);
  };
  auto options = good;
  options.from = "";
  refused(options);
  options.from = "bank";
  refused(options);
  options = good;
  options.url = "smtp://mail.example.com";
  refused(options);
  options = good;
  options.password_file = "";
  refused(options);
  options.password_file = "no/such/file";
  refused(options);
  options = good;
  fs::permissions(file.path, fs::perms::group_read, fs::perm_options::add);
  refused(options);
}

}  // namespace
}  // namespace sangam::apps
