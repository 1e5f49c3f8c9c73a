#pragma once

// How mail is sent, as the program is told.

#include <chrono>
#include <optional>

#include "kernel/mail/mailbox.h"
#include "kernel/mail/smtp.h"

namespace sangam::mail {

struct CourierSettings {
  std::optional<SmtpSettings> server;  // none: every mail is captured
  Mailbox from{.name = "Sangam", .address = "sangam@localhost"};
  // Pauses double from the first to the longest, spread: together some three days.
  int tries = 27;
  std::chrono::milliseconds first_pause{10'000};
  std::chrono::milliseconds longest_pause{4 * 3'600'000};
  // Who took a mail and does not say what became of it has crashed. Longer than a conversation.
  std::chrono::milliseconds lease{180'000};
};

struct MailSettings {
  CourierSettings courier;
  std::chrono::milliseconds round{2'000};  // between looks for mail that is due
  std::chrono::hours kept{30 * 24};        // mail that is done
};

}  // namespace sangam::mail
