#include "kernel/audit/checkpoint.h"

#include <charconv>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/audit/note.h"

namespace sangam::audit {

namespace {

constexpr std::string_view kOrigin = "sangam/audit/";
constexpr std::string_view kSignature = "\u2014 ";
constexpr std::size_t kKeyIdBytes = 4;

std::string body_of(const Checkpoint& checkpoint) {
  std::string text(kOrigin);
  text += std::to_string(checkpoint.tenant) + '\n' + std::to_string(checkpoint.size) + '\n' +
          to_base64(bytes_of(checkpoint.root)) + '\n';
  checkpoint.at.format(text);
  return text + '\n';
}

template <class Integer>
std::optional<Integer> integer_of(std::string_view text) {
  Integer value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// The same checkpoint has one text only: what is read must be written back alike.
std::optional<Checkpoint> read_body(std::string_view body) {
  auto rest = body;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto root = take_line(rest);
  const auto at = take_line(rest);
  if (!origin || !size || !root || !at || !origin->starts_with(kOrigin)) return std::nullopt;
  Checkpoint checkpoint;
  const auto tenant = integer_of<std::int32_t>(origin->substr(kOrigin.size()));
  const auto leaves = integer_of<std::int64_t>(*size);
  const auto bytes = from_base64(*root);
  const auto hash = bytes ? hash_from(*bytes) : std::nullopt;
  if (!tenant || !leaves || *leaves < 0 || !hash || Timestamp::parse(*at, checkpoint.at))
    return std::nullopt;
  checkpoint.tenant = *tenant;
  checkpoint.size = *leaves;
  checkpoint.root = *hash;
  if (body_of(checkpoint) != body) return std::nullopt;
  return checkpoint;
}

}  // namespace

std::string sign(const Checkpoint& checkpoint, const SigningKey& key) {
  auto note = body_of(checkpoint);
  const auto signature = key.public_key().id() + key.sign(note);
  note.append("\n").append(kSignature).append(kKeyName).append(" ");
  return note + to_base64(signature) + '\n';
}

std::expected<Checkpoint, NoteFault> open_note(std::string_view note,
                                               std::span<const PublicKey> keys) {
  const auto blank = note.find("\n\n");
  if (blank == std::string_view::npos) return std::unexpected(NoteFault::malformed);
  const auto body = note.substr(0, blank + 1);
  const auto checkpoint = read_body(body);
  auto lines = note.substr(blank + 2);
  const auto line = take_line(lines);
  const auto head = std::string(kSignature) + std::string(kKeyName) + " ";
  if (!checkpoint || !line || !lines.empty() || !line->starts_with(head))
    return std::unexpected(NoteFault::malformed);
  const auto signature = from_base64(line->substr(head.size()));
  if (!signature || signature->size() <= kKeyIdBytes) return std::unexpected(NoteFault::malformed);
  const std::string_view bytes = *signature;
  for (const auto& key : keys) {
    if (key.id() != bytes.substr(0, kKeyIdBytes)) continue;
    if (!key.verify(body, bytes.substr(kKeyIdBytes)))
      return std::unexpected(NoteFault::bad_signature);
    return *checkpoint;
  }
  return std::unexpected(NoteFault::unknown_key);
}

}  // namespace sangam::audit
