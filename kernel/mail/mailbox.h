#pragma once

// Mailbox: who sends or gets mail. Addresses are those that every mail server takes: a dot-atom, an
// @ and a domain name in ASCII (RFC 5321 §4.1.2 without quoted strings and address literals).

#include <optional>
#include <string>
#include <string_view>

namespace sangam::mail {

// A value; `name` is UTF-8 without control characters, empty when there is none.
struct Mailbox {
  std::string name;
  std::string address;

  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

// Whether mail can be sent to this address. O(bytes).
bool is_mail_address(std::string_view text) noexcept;

// "ann@example.com" or "Ann Li <ann@example.com>"; nullopt when it is neither.
std::optional<Mailbox> parse_mailbox(std::string_view text);

// As a header has it: name quoted or encoded when it must be, address in angle brackets.
std::string format_mailbox(const Mailbox& mailbox);

}  // namespace sangam::mail
