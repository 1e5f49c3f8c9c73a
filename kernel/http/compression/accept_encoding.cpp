#include "kernel/http/compression/accept_encoding.h"

#include <algorithm>

#include "kernel/http/target.h"

namespace sangam::http::compression {

namespace {

constexpr std::uint16_t kWhole = 1000;

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view kBlanks = " \t";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// "0.5" as 500 (RFC 9110 §12.4.2: at most three decimals, at most 1).
std::optional<std::uint16_t> parse_weight(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int thousandths = text[0] == '1' ? kWhole : 0;
  int unit = 100;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    thousandths += (digit - '0') * unit;
    unit /= 10;
  }
  if (thousandths > kWhole) return std::nullopt;
  return static_cast<std::uint16_t>(thousandths);
}

struct Member {
  std::string_view coding;
  std::uint16_t weight = kWhole;
};

std::optional<Member> parse_member(std::string_view text) noexcept {
  const auto semicolon = std::min(text.find(';'), text.size());
  Member member{.coding = trim(text.substr(0, semicolon))};
  if (member.coding.empty()) return std::nullopt;
  if (semicolon == text.size()) return member;
  const auto parameter = trim(text.substr(semicolon + 1));
  if (!equal_ignoring_case(parameter.substr(0, 2), "q=")) return std::nullopt;
  const auto weight = parse_weight(parameter.substr(2));
  if (!weight) return std::nullopt;
  member.weight = *weight;
  return member;
}

}  // namespace

std::string_view name(Coding coding) noexcept {
  switch (coding) {
    case Coding::gzip:
      return "gzip";
    case Coding::brotli:
      return "br";
    case Coding::identity:
      break;
  }
  return "identity";
}

std::optional<Coding> parse_coding(std::string_view text) noexcept {
  for (const auto coding : {Coding::identity, Coding::gzip, Coding::brotli})
    if (equal_ignoring_case(text, name(coding))) return coding;
  if (equal_ignoring_case(text, "x-gzip")) return Coding::gzip;
  return std::nullopt;
}

AcceptedCodings parse_accept_encoding(std::string_view value) noexcept {
  std::optional<std::uint16_t> identity, gzip, brotli, others;
  const auto note = [](std::optional<std::uint16_t>& slot, std::uint16_t weight) {
    if (!slot) slot = weight;
  };
  while (!value.empty()) {
    const auto end = std::min(value.find(','), value.size());
    const auto member = parse_member(trim(value.substr(0, end)));
    value.remove_prefix(std::min(end + 1, value.size()));
    if (!member) continue;
    const auto coding = parse_coding(member->coding);
    if (coding == Coding::identity) note(identity, member->weight);
    else if (coding == Coding::gzip) note(gzip, member->weight);
    else if (coding == Coding::brotli) note(brotli, member->weight);
    else if (member->coding == "*") note(others, member->weight);
  }
  return {.identity = identity.value_or(others.value_or(AcceptedCodings::kUnsaid)),
          .gzip = gzip.value_or(others.value_or(0)),
          .brotli = brotli.value_or(others.value_or(0))};
}

Coding choose_coding(AcceptedCodings accepted, Coding favourite) noexcept {
  const auto best = std::max(accepted.gzip, accepted.brotli);
  if (best == 0 || best < accepted.identity) return Coding::identity;
  if (accepted.gzip == accepted.brotli) return favourite;
  return accepted.gzip > accepted.brotli ? Coding::gzip : Coding::brotli;
}

}  // namespace sangam::http::compression
