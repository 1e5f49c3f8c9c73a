// Whatever people are called and write, a message has lines that every mail server takes, and the
// headers that we gave it.

#include <algorithm>

#include "base/assert.h"
#include "base/error.h"
#include "base/scalars.h"
#include "kernel/mail/letter.h"
#include "kernel/mail/template.h"

namespace {

using namespace sangam::mail;

struct Values {
  std::string value;
};
SANGAM_DESCRIBE(Values, (value, ""))

void check_lines(std::string_view message) {
  bool in_body = false;
  while (!message.empty()) {
    const auto end = message.find("\r\n");
    SANGAM_ASSERT(end != std::string_view::npos && end <= 998);
    const auto line = message.substr(0, end);
    SANGAM_ASSERT(
        std::ranges::all_of(line, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; }));
    // A server may take blanks at the end of a line away (RFC 2045, 6.7, rule 3).
    in_body = in_body || line.empty();
    SANGAM_ASSERT(!in_body || !(line.ends_with(' ') || line.ends_with('\t')));
    message.remove_prefix(end + 2);
  }
}

std::size_t headers(std::string_view message) {
  const auto head = message.substr(0, message.find("\r\n\r\n"));
  std::size_t count = 1;
  for (std::size_t at = 0; (at = head.find("\r\n", at)) != std::string_view::npos; at += 2)
    count += head[at + 2] != ' ';
  return count;
}

void check_template(const std::string& text) {
  try {
    const Template<Values> made("t", text, text, text);
    (void)made.letter({}, {text});
  } catch (const TemplateError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_template(text);
  const auto third = size / 3;
  Letter letter{.to = {.name = text.substr(0, third), .address = "ann@example.com"},
                .subject = text.substr(third, third),
                .text = text,
                .html = text.substr(2 * third)};
  if (const auto mailbox = parse_mailbox(text)) letter.to = *mailbox;
  try {
    check_letter(letter);
  } catch (const sangam::Error&) {
    return 0;
  }
  const auto message = compose(letter, {"Sangam", "a@example.com"}, {}, {});
  check_lines(message);
  SANGAM_ASSERT(headers(message) == (letter.html.empty() ? 9U : 8U));
  return 0;
}
