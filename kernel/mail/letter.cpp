#include "kernel/mail/letter.h"

#include <algorithm>

#include "base/assert.h"
#include "base/error.h"
#include "base/text.h"
#include "kernel/http/date.h"
#include "kernel/mail/encoded_word.h"
#include "kernel/mail/quoted_printable.h"

namespace sangam::mail {

namespace {

bool has_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void require_line(std::string_view pointer, std::string_view text) {
  if (!utf8_length(text))
    throw invalid_field(std::string(pointer), "invalid_utf8", "must be valid UTF-8");
  if (has_control(text))
    throw invalid_field(std::string(pointer), "control_character",
                        "must not contain control characters");
}

void require_body(std::string_view pointer, std::string_view text) {
  if (!utf8_length(text))
    throw invalid_field(std::string(pointer), "invalid_utf8", "must be valid UTF-8");
  if (text.size() > kBodyMost) throw Error{Code::too_large, "This mail is too large."};
}

// RFC 5322 §3.3 wants the zone as a number.
std::string format_date(Timestamp date) {
  auto text = http::format_http_date(date.nanoseconds / kNanosecondsPerSecond);
  SANGAM_ASSERT(text.ends_with("GMT"));
  return text.replace(text.size() - 3, 3, "+0000");
}

std::string domain_of(const Mailbox& mailbox) {
  return mailbox.address.substr(mailbox.address.rfind('@') + 1);
}

void add_part(std::string& out, std::string_view type, std::string_view body) {
  out.append("Content-Type: text/").append(type).append("; charset=utf-8\r\n");
  out += "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  out += encode_quoted_printable(body);
}

void add_alternatives(std::string& out, const Letter& letter, const Uuid& id) {
  // "=_" cannot stand in quoted-printable text, so no body contains the boundary.
  const auto boundary = "=_" + to_base32(id);
  const auto line = "--" + boundary;
  out.append("Content-Type: multipart/alternative;\r\n boundary=\"")
      .append(boundary)
      .append("\"\r\n\r\n");
  out.append(line).append("\r\n");
  add_part(out, "plain", letter.text);
  out.append("\r\n").append(line).append("\r\n");
  add_part(out, "html", letter.html);
  out.append("\r\n").append(line).append("--\r\n");
}

}  // namespace

void check_letter(const Letter& letter) {
  if (!is_mail_address(letter.to.address))
    throw Error{Code::refused, "No mail can be sent to this address."};
  require_line("/to", letter.to.name);
  require_line("/subject", letter.subject);
  if (letter.subject.size() > kSubjectMost)
    throw Error{Code::too_large, "The subject of this mail is too long."};
  require_body("/text", letter.text);
  require_body("/html", letter.html);
  if (letter.subject.empty()) throw invalid_field("/subject", "required", "is required");
  if (letter.text.empty()) throw invalid_field("/text", "required", "is required");
}

std::string compose(const Letter& letter, const Mailbox& from, const Uuid& id, Timestamp date) {
  SANGAM_ASSERT(is_mail_address(letter.to.address) && is_mail_address(from.address));
  SANGAM_ASSERT(!has_control(letter.subject) && !has_control(letter.to.name) &&
                !has_control(from.name));
  std::string out;
  out.append("Date: ").append(format_date(date)).append("\r\n");
  out.append("From: ").append(format_mailbox(from)).append("\r\n");
  out.append("To: ").append(format_mailbox(letter.to)).append("\r\n");
  out.append("Message-ID: <")
      .append(to_base32(id))
      .append("@")
      .append(domain_of(from))
      .append(">\r\n");
  out.append("Subject: ").append(encode_unstructured(letter.subject)).append("\r\n");
  // RFC 3834: out-of-office replies to this help nobody.
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  if (letter.html.empty()) add_part(out, "plain", letter.text);
  else add_alternatives(out, letter, id);
  return out;
}

}  // namespace sangam::mail
