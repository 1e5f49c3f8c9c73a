#pragma once

// SMTP (RFC 5321) through libcurl: one message to one recipient, over TLS, after STARTTLS, or
// plain. Blocking: for worker threads.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace sangam::mail {

enum class Security : std::uint8_t {
  starttls,  // begins plain and must be encrypted before anything is said (smtp://)
  tls,       // encrypted from the first byte (smtps://)
  plain,     // never encrypted, never signed in (smtp+plain://): a relay on this machine
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  Security security = Security::starttls;
  std::string username;  // empty: no sign-in
  std::string password;
  std::filesystem::path authorities;  // PEM; empty: those that the system trusts
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};  // of the whole conversation
};

// "smtp://host", "smtps://user@host:465": scheme, user (percent-encoded), host, port; 587, 465 or
// 25 unless said. The error is a sentence. A password in the address is refused: others see command
// lines.
std::expected<SmtpSettings, std::string> parse_mail_url(std::string_view url);

enum class Verdict : std::uint8_t {
  accepted,  // the server has taken the message over
  refused,   // it will not, however often it is asked: 5xx to this sender, recipient or message
  later,     // no connection, no sign-in, no encryption, 4xx: try again
};

struct SmtpAnswer {
  Verdict verdict = Verdict::later;
  std::string text;  // the server's last line, or why there is none
};

// When conversations are given up, by the monotonic clock (runtime::Deadline); set by who stops.
using GiveUpAt = std::atomic<std::int64_t>;
inline const GiveUpAt kNeverGiveUp{INT64_MAX};

// Any thread; does not throw. `message` has CRLF line ends; addresses pass is_mail_address. Looks
// at `give_up_at` at least once a second.
SmtpAnswer send_by_smtp(const SmtpSettings& settings, const std::string& sender,
                        const std::string& recipient, const std::string& message,
                        const GiveUpAt& give_up_at = kNeverGiveUp);

}  // namespace sangam::mail
