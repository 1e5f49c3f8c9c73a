#pragma once

// TakenMail: a mail that one courier has to itself until its lease ends. Private to kernel/mail.

#include <string>

#include "kernel/mail/mail.h"

namespace sangam::mail {

struct TakenMail {
  MailId id;
  std::string recipient;
  std::string recipient_name;
  std::string subject;
  std::string text;
  std::string html;
  bool capture = false;
  std::int32_t tries = 0;
  Timestamp queued_at;
};
SANGAM_DESCRIBE(TakenMail, (id, "The mail"), (recipient, "Its address"),
                (recipient_name, "And name"), (subject, ""), (text, ""), (html, ""),
                (capture, "Whether it must not be sent"), (tries, "This one included"),
                (queued_at, "Its date"))

}  // namespace sangam::mail
