#include "suites/platform/webhooks/styles.h"

#include <charconv>

#include <boost/json/value.hpp>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/api/json_document.h"
#include "suites/platform/webhooks/signature.h"

namespace sangam::suites::platform::webhooks {

namespace {

using Fault = std::unexpected<Refusal>;

constexpr std::size_t kEntriesMost = 16;
constexpr std::size_t kIdMost = 200;

constexpr SignatureStyle kStyles[] = {
    {.style = Style::standard,
     .signature_header = "webhook-signature",
     .separator = ' ',
     .prefix = "v1,",
     .encoding = Encoding::base64,
     .content = "{id}.{timestamp}.{body}",
     .timestamp_header = "webhook-timestamp",
     .timestamp_prefix = "",
     .id_header = "webhook-id",
     .id_member = "",
     .base64_secret = true,
     .challenge = false},
    {.style = Style::stripe,
     .signature_header = "stripe-signature",
     .separator = ',',
     .prefix = "v1=",
     .encoding = Encoding::hexadecimal,
     .content = "{timestamp}.{body}",
     .timestamp_header = "",
     .timestamp_prefix = "t=",
     .id_header = "",
     .id_member = "id",
     .base64_secret = false,
     .challenge = false},
    {.style = Style::razorpay,
     .signature_header = "x-razorpay-signature",
     .separator = 0,
     .prefix = "",
     .encoding = Encoding::hexadecimal,
     .content = "{body}",
     .timestamp_header = "",
     .timestamp_prefix = "",
     .id_header = "x-razorpay-event-id",
     .id_member = "",
     .base64_secret = false,
     .challenge = false},
    {.style = Style::github,
     .signature_header = "x-hub-signature-256",
     .separator = 0,
     .prefix = "sha256=",
     .encoding = Encoding::hexadecimal,
     .content = "{body}",
     .timestamp_header = "",
     .timestamp_prefix = "",
     .id_header = "x-github-delivery",
     .id_member = "",
     .base64_secret = false,
     .challenge = false},
    {.style = Style::meta,
     .signature_header = "x-hub-signature-256",
     .separator = 0,
     .prefix = "sha256=",
     .encoding = Encoding::hexadecimal,
     .content = "{body}",
     .timestamp_header = "",
     .timestamp_prefix = "",
     .id_header = "",
     .id_member = "",
     .base64_secret = false,
     .challenge = true},
};

// Entry by entry; at most kEntriesMost of them count.
std::vector<std::string_view> entries_of(std::string_view header, char separator) {
  if (separator == 0) return {header};
  std::vector<std::string_view> entries;
  while (entries.size() < kEntriesMost) {
    const auto end = header.find(separator);
    entries.push_back(header.substr(0, end));
    if (end == header.npos) break;
    header.remove_prefix(end + 1);
    while (header.starts_with(' '))
      header.remove_prefix(1);
  }
  return entries;
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return seconds;
}

// The text of the time as it was signed; empty when the style has none.
std::expected<std::string_view, Refusal> timestamp_text(const Evidence& evidence,
                                                        std::string_view signatures) {
  const auto& style = evidence.style;
  if (!style.timestamp_header.empty()) {
    const auto text = evidence.header(style.timestamp_header);
    if (!text || text->empty()) return Fault(Refusal::missing);
    return *text;
  }
  if (style.timestamp_prefix.empty()) return std::string_view();
  for (const auto entry : entries_of(signatures, style.separator))
    if (entry.starts_with(style.timestamp_prefix))
      return entry.substr(style.timestamp_prefix.size());
  return Fault(Refusal::missing);
}

std::string fill_in(std::string_view content, std::string_view id, std::string_view timestamp,
                    std::string_view body) {
  std::string text;
  text.reserve(content.size() + id.size() + timestamp.size() + body.size());
  while (!content.empty()) {
    const auto open = content.find('{');
    text += content.substr(0, open);
    if (open == content.npos) break;
    const auto close = content.find('}', open);
    SANGAM_ASSERT(close != content.npos);
    const auto name = content.substr(open + 1, close - open - 1);
    SANGAM_ASSERT(name == "id" || name == "timestamp" || name == "body");
    text += name == "id" ? id : name == "timestamp" ? timestamp : body;
    content.remove_prefix(close + 1);
  }
  return text;
}

bool any_is_right(const Evidence& evidence, std::string_view signatures,
                  const std::string& content) {
  const auto& style = evidence.style;
  const auto entries = entries_of(signatures, style.separator);
  for (const auto& key : evidence.keys) {
    const auto digest = hmac_sha256(key, content);
    const auto expected =
        std::string(style.prefix) +
        (style.encoding == Encoding::base64 ? to_base64(digest) : to_hexadecimal(digest));
    for (const auto entry : entries)
      if (equal_in_constant_time(entry, expected)) return true;
  }
  return false;
}

std::string id_in_body(std::string_view body, std::string_view member) {
  const auto document = api::JsonDocument::parse(body);
  if (!document) return {};
  const auto* object = document->root().if_object();
  const auto* id = object ? object->if_contains(member) : nullptr;
  const auto* text = id ? id->if_string() : nullptr;
  return text ? std::string(text->data(), text->size()) : std::string();
}

bool is_plain(std::string_view id) {
  return !id.empty() && id.size() <= kIdMost &&
         std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

const SignatureStyle& style_of(Style style) noexcept {
  const auto& found = kStyles[static_cast<std::size_t>(style)];
  SANGAM_ASSERT(found.style == style);
  return found;
}

std::optional<std::string> key_of_secret(const SignatureStyle& style, std::string_view secret) {
  if (style.base64_secret) return secret_bytes(secret);
  if (secret.empty()) return std::nullopt;
  return std::string(secret);
}

std::expected<std::string, Refusal> verify(const Evidence& evidence) {
  const auto& style = evidence.style;
  const auto signatures = evidence.header(style.signature_header);
  if (!signatures || signatures->empty()) return Fault(Refusal::missing);
  std::string id;
  if (!style.id_header.empty()) {
    id = evidence.header(style.id_header).value_or("");
    // A style that signs the id cannot do without it.
    if (id.empty() && style.content.find("{id}") != std::string_view::npos)
      return Fault(Refusal::missing);
    if (!id.empty() && !is_plain(id)) return Fault(Refusal::malformed);
  }
  const auto timestamp = timestamp_text(evidence, *signatures);
  if (!timestamp) return Fault(timestamp.error());
  if (!timestamp->empty()) {
    const auto seconds = seconds_of(*timestamp);
    if (!seconds) return Fault(Refusal::malformed);
    const auto age = evidence.unix_now - *seconds;
    if (age > evidence.tolerance_seconds || -age > evidence.tolerance_seconds)
      return Fault(Refusal::stale);
  }
  const auto content = fill_in(style.content, id, *timestamp, evidence.body);
  if (!any_is_right(evidence, *signatures, content)) return Fault(Refusal::wrong);
  if (id.empty() && !style.id_member.empty()) id = id_in_body(evidence.body, style.id_member);
  if (is_plain(id)) return id;
  // What has no id is told from others by its bytes.
  return "bytes:" + to_hexadecimal(hmac_sha256("", evidence.body));
}

}  // namespace sangam::suites::platform::webhooks
