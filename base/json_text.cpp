#include "base/json_text.h"

#include <cstdint>
#include <cstring>

namespace sangam {

namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// A word in which each byte that is zero in `word` has its highest bit, and none below the first
// such byte.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
}

// Whether one of eight bytes needs to be escaped.
bool any_needs_escape(const char* eight) {
  std::uint64_t word;
  std::memcpy(&word, eight, sizeof word);
  const auto control = zero_bytes(word & 0xe0e0e0e0e0e0e0e0U);
  const auto quote = zero_bytes(word ^ 0x2222222222222222U);
  const auto backslash = zero_bytes(word ^ 0x5c5c5c5c5c5c5c5cU);
  return (control | quote | backslash) != 0;
}

// The first byte from `from` on that needs to be escaped; the size when there is none.
std::size_t first_escape(std::string_view text, std::size_t from) {
  while (from + 8 <= text.size() && !any_needs_escape(text.data() + from))
    from += 8;
  while (from < text.size() && !needs_escape(text[from]))
    ++from;
  return from;
}

void append_escape(char c, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
  }
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t clean = 0;
  for (auto at = first_escape(text, 0); at < text.size(); at = first_escape(text, clean)) {
    out.append(text, clean, at - clean);
    append_escape(text[at], out);
    clean = at + 1;
  }
  out.append(text, clean);
  out += '"';
}

}  // namespace sangam
