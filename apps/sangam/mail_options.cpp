#include "apps/sangam/mail_options.h"

#include <fstream>
#include <stdexcept>

namespace sangam::apps {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& flag, const std::string& why) {
  throw std::runtime_error(flag + " " + why);
}

std::string read_password(const fs::path& file) {
  constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
  std::error_code error;
  const auto facts = fs::status(file, error);
  if (error || !fs::is_regular_file(facts)) refuse("--mail-password-file", "cannot be read");
  if ((facts.permissions() & kOthers) != fs::perms::none)
    refuse("--mail-password-file", "may be read by others: chmod 600 it");
  std::ifstream in(file);
  std::string password;
  if (!std::getline(in, password) || password.empty())
    refuse("--mail-password-file", "has no password in its first line");
  return password;
}

}  // namespace

mail::MailSettings read_mail_options(const MailOptions& options) {
  mail::MailSettings settings;
  if (!options.from.empty()) {
    const auto from = mail::parse_mailbox(options.from);
    if (!from) refuse("--mail-from", "must be like 'Name <name@example.com>'");
    settings.courier.from = *from;
  }
  if (options.url.empty()) return settings;
  if (options.from.empty()) refuse("--mail-from", "is needed with --mail-url");
  auto server = mail::parse_mail_url(options.url);
  if (!server) refuse("--mail-url", server.error());
  if (server->username.empty() != options.password_file.empty())
    refuse("--mail-password-file", "belongs to a user in --mail-url, and the user to it");
  if (!options.password_file.empty()) server->password = read_password(options.password_file);
  server->authorities = options.authorities;
  settings.courier.server = std::move(*server);
  return settings;
}

}  // namespace sangam::apps
