#include "kernel/mail/mailbox.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/mail/encoded_word.h"

namespace sangam::mail {

namespace {

constexpr std::size_t kAddressMost = 254;
constexpr std::size_t kLocalPartMost = 64;
constexpr std::size_t kLabelMost = 63;
constexpr std::size_t kNameMost = 200;
// A name that may stand in quotes; longer ones are encoded, which folds them.
constexpr std::size_t kQuotedMost = 60;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 5322 §3.2.3.
bool is_atom_character(char c) {
  return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

template <class Check>
bool every_part(std::string_view text, Check check) {
  for (;;) {
    const auto dot = text.find('.');
    if (!check(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, is_atom_character);
}

bool is_label(std::string_view part) {
  return !part.empty() && part.size() <= kLabelMost && part.front() != '-' && part.back() != '-' &&
         std::ranges::all_of(part, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_name(std::string_view text) {
  return text.size() <= kNameMost && utf8_length(text) && std::ranges::none_of(text, [](char c) {
           return (static_cast<unsigned char>(c) < 0x20) || c == 0x7f;
         });
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

bool is_mail_address(std::string_view text) noexcept {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > kAddressMost || at > kLocalPartMost)
    return false;
  return every_part(text.substr(0, at), is_atom) && every_part(text.substr(at + 1), is_label);
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  text = trim(text);
  Mailbox mailbox;
  if (text.ends_with('>')) {
    const auto open = text.rfind('<');
    if (open == std::string_view::npos) return std::nullopt;
    auto name = trim(text.substr(0, open));
    if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"'))
      name = trim(name.substr(1, name.size() - 2));
    mailbox.name = name;
    text = text.substr(open + 1, text.size() - open - 2);
  }
  mailbox.address = text;
  if (!is_mail_address(mailbox.address) || !is_name(mailbox.name)) return std::nullopt;
  return mailbox;
}

std::string format_mailbox(const Mailbox& mailbox) {
  const auto address = "<" + mailbox.address + ">";
  if (mailbox.name.empty()) return address;
  const bool plain = mailbox.name.size() <= kQuotedMost && may_stand_plain(mailbox.name);
  // A line of its own keeps a long address within 998 bytes whatever the name.
  return (plain ? quoted(mailbox.name) : encode_words(mailbox.name)) + "\r\n " + address;
}

}  // namespace sangam::mail
