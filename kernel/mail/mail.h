#pragma once

// Mail: sending a letter as part of a unit of work. Start here.
//
//   mail::send(call, kInvitation.letter({.name = "Ann", .address = request.email.str()}, {link}));
//
// The letter is queued with everything else the unit of work does: when it commits, the letter is
// sent, now or as soon as the mail server takes it; when it does not, there is no letter. At least
// once: after a crash between the mail server's yes and our COMMIT the letter goes out again, with
// the same Message-ID.

#include "base/id.h"
#include "kernel/api/call.h"
#include "kernel/mail/template.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::mail {

struct MailResource {
  static constexpr std::string_view kIdPrefix = "mail";
};
using MailId = Id<MailResource>;

// Says that a mail waits in kernel.mails: it carries no text, because events are kept.
struct MailQueued {
  static constexpr std::string_view kEventType = "kernel.mail.queued";
  static constexpr std::int32_t kEventVersion = 1;
  MailId mail;
};
SANGAM_DESCRIBE(MailQueued, (mail, "The mail that waits"))

// Mail of a sandbox tenant is captured, never sent: nobody should hear from a test.
// Throws what check_letter throws (letter.h); then nothing was queued.
MailId send(api::Call& call, const KindOfLetter& letter);

// The same from consumers and jobs, which have no call.
struct Occasion {
  Uuid id;        // fresh, or derived from what causes the mail, so that it is queued once
  Timestamp now;  // on the tenant's clock
  bool sandbox = false;
};
MailId send(store::UnitOfWork& work, const Occasion& occasion, const KindOfLetter& letter);

}  // namespace sangam::mail
