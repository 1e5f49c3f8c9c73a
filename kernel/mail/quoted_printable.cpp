#include "kernel/mail/quoted_printable.h"

namespace sangam::mail {

namespace {

// One less than a line may have: a soft break takes the last.
constexpr std::size_t kColumns = 75;

class Lines {
 public:
  // `last` tells that a line break follows: white space there would be lost on the way.
  void add(char c, bool last) {
    const bool space = c == ' ' || c == '\t';
    const bool printable = c > ' ' && c < 0x7f && c != '=';
    // A line that begins with a dot has a meaning of its own in SMTP.
    const bool plain = (printable && !(c == '.' && column_ == 0)) || (space && !last);
    const std::size_t width = plain ? 1 : 3;
    if (column_ + width > kColumns) {
      out_ += "=\r\n";
      column_ = 0;
    }
    if (plain && !(c == '.' && column_ == 0)) {
      out_ += c;
      ++column_;
      return;
    }
    constexpr char kDigits[] = "0123456789ABCDEF";
    out_ += '=';
    out_ += kDigits[static_cast<unsigned char>(c) >> 4];
    out_ += kDigits[static_cast<unsigned char>(c) & 15];
    column_ += 3;
  }
  void end_line() {
    out_ += "\r\n";
    column_ = 0;
  }
  std::string take() {
    if (column_ > 0) end_line();
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t column_ = 0;
};

// Bytes of the line break that `text` begins with; 0 when it begins with none.
std::size_t break_length(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  return text.starts_with('\n') || text.starts_with('\r') ? 1 : 0;
}

}  // namespace

std::string encode_quoted_printable(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    if (const auto length = break_length(text); length > 0) {
      lines.end_line();
      text.remove_prefix(length);
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    lines.add(c, text.empty() || break_length(text) > 0);
  }
  return lines.take();
}

}  // namespace sangam::mail
