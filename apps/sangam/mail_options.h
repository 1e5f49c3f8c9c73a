#pragma once

// The flags that say how mail is sent.

#include <filesystem>
#include <string>

#include "kernel/mail/mail_settings.h"

namespace sangam::apps {

struct MailOptions {
  std::string url;   // empty: mail is captured
  std::string from;  // "Name <address>"; needed with a server
  std::filesystem::path password_file;
  std::filesystem::path authorities;
};

// Throws std::runtime_error naming the flag that is wrong. Reads the password's file: one line,
// that nobody but its owner may read.
mail::MailSettings read_mail_options(const MailOptions& options);

}  // namespace sangam::apps
