#pragma once

// Letter: one mail to one person, and its form on the wire (RFC 5322, MIME).

#include <string>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/mail/mailbox.h"

namespace sangam::mail {

// UTF-8 all of it. `html` may be empty; `text` is what people without HTML read, and is always
// there.
struct Letter {
  Mailbox to;
  std::string subject;
  std::string text;
  std::string html;
};

inline constexpr std::size_t kSubjectMost = 500;      // bytes
inline constexpr std::size_t kBodyMost = 256 * 1024;  // bytes, of text and of html each

// Throws Error{refused} for an address that no mail can reach, Error{invalid} for a subject or name
// with control characters (a line break there would begin a header of the sender's making), for
// what is not UTF-8, and for an empty subject or text; Error{too_large}.
void check_letter(const Letter& letter);

// The whole message, lines ended by CRLF, ASCII only, no line over 998 bytes. `id` gives the
// Message-ID, the same in every try, so that a mail that was sent twice is known as one. The letter
// must have passed check_letter.
std::string compose(const Letter& letter, const Mailbox& from, const Uuid& id, Timestamp date);

}  // namespace sangam::mail
