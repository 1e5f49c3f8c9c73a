#include "kernel/http/field_values.h"

#include <algorithm>
#include <charconv>

#include "kernel/http/target.h"

namespace sangam::http {
namespace {

std::string_view trim(std::string_view text) noexcept {
  while (text.starts_with(' ') || text.starts_with('\t'))
    text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t'))
    text.remove_suffix(1);
  return text;
}

// Cuts the next member off a list.
std::string_view take(std::string_view& list, char separator) noexcept {
  const std::size_t end = std::min(list.find(separator), list.size());
  const std::string_view member = trim(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return member;
}

std::string_view opaque(std::string_view tag) noexcept {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

std::optional<std::uint64_t> parse_number(std::string_view text) noexcept {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

struct MediaType {
  std::string_view extension;
  std::string_view type;
};

constexpr MediaType kMediaTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"ttf", "font/ttf"},
    {"wasm", "application/wasm"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"xml", "application/xml"},
    {"csv", "text/csv; charset=utf-8"},
    {"pdf", "application/pdf"},
    {"yaml", "application/yaml"},
    {"zip", "application/zip"},
};

}  // namespace

bool lists_entity_tag(std::string_view list, std::string_view tag) noexcept {
  if (trim(list) == "*") return true;
  while (!list.empty()) {
    if (opaque(take(list, ',')) == opaque(tag)) return true;
  }
  return false;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) noexcept {
  while (!accept_encoding.empty()) {
    std::string_view member = take(accept_encoding, ',');
    if (!equal_ignoring_case(take(member, ';'), coding)) continue;
    if (!member.starts_with("q=") && !member.starts_with("Q=")) return true;
    return member.substr(2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

RangeRequest parse_range(std::string_view value, std::uint64_t size) noexcept {
  constexpr std::string_view kUnit = "bytes=";
  if (!equal_ignoring_case(value.substr(0, kUnit.size()), kUnit)) return {};
  value = trim(value.substr(kUnit.size()));
  const std::size_t dash = value.find('-');
  if (dash == std::string_view::npos || value.find(',') != std::string_view::npos) return {};
  const std::string_view first_text = value.substr(0, dash);
  const std::string_view last_text = value.substr(dash + 1);
  const auto first = parse_number(first_text);
  const auto last = parse_number(last_text);
  if (first_text.empty()) {
    if (!last) return {};
    if (*last == 0 || size == 0) return {.satisfiable = false};
    return {.range = ByteRange{size - std::min(*last, size), size - 1}};
  }
  if (!first || (!last && !last_text.empty()) || (last && *last < *first)) return {};
  if (*first >= size) return {.satisfiable = false};
  return {.range = ByteRange{*first, std::min(last.value_or(size - 1), size - 1)}};
}

std::string_view content_type_of(std::string_view path) noexcept {
  const std::size_t dot = path.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  const auto found = std::ranges::find_if(kMediaTypes, [&](const MediaType& media) {
    return equal_ignoring_case(media.extension, extension);
  });
  return found == std::end(kMediaTypes) ? "application/octet-stream" : found->type;
}

}  // namespace sangam::http
