#include "suites/platform/uploads/upload_headers.h"

#include <algorithm>
#include <charconv>

#include "base/base64.h"
#include "base/error.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::size_t kSha1Bytes = 20;
constexpr std::size_t kSha256Bytes = 32;
constexpr std::string_view kFinal = "final;";
constexpr std::string_view kApiPrefix = "/api/v1";
constexpr std::string_view kTenants = "/tenants/";
constexpr std::string_view kCollection = "/uploads";

Error malformed(std::string detail) { return {Code::malformed, std::move(detail)}; }

std::string_view trim(std::string_view text) noexcept {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

// Up to the separator, which is dropped too.
std::string_view take(std::string_view& text, char separator) noexcept {
  const auto end = std::min(text.find(separator), text.size());
  const auto taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

bool is_key(std::string_view key) noexcept {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
}

MetadataPair parse_pair(std::string_view text) {
  auto rest = trim(text);
  const auto key = take(rest, ' ');
  if (!is_key(key))
    throw malformed("A key of Upload-Metadata must be visible ASCII without blanks and commas.");
  auto value = from_base64(rest);
  if (!value)
    throw malformed("Upload-Metadata: the value of " + std::string(key) + " must be base64.");
  return {std::string(key), *std::move(value)};
}

// A path, or an address of one: what is in front of the path is not looked at, because proxies
// give this server other names.
std::string_view path_of(std::string_view address) noexcept {
  const auto scheme = address.find("://");
  if (scheme == address.npos) return address;
  const auto slash = address.find('/', scheme + 3);
  return slash == address.npos ? std::string_view() : address.substr(slash);
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text[0] < '0' || text[0] > '9' || error != std::errc{} ||
      end != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::vector<MetadataPair> parse_metadata(std::string_view text) {
  if (text.size() > kMetadataMost)
    throw malformed("Upload-Metadata is longer than " + std::to_string(kMetadataMost) + " bytes.");
  std::vector<MetadataPair> pairs;
  if (trim(text).empty()) return pairs;
  for (auto rest = text;;) {
    const bool last = rest.find(',') == rest.npos;
    auto pair = parse_pair(take(rest, ','));
    if (find(pairs, pair.key) != nullptr)
      throw malformed("Upload-Metadata names " + pair.key + " twice.");
    if (pairs.size() == kMetadataPairsMost)
      throw malformed("Upload-Metadata has more than " + std::to_string(kMetadataPairsMost) +
                      " pairs.");
    pairs.push_back(std::move(pair));
    if (last) return pairs;
  }
}

const std::string* find(const std::vector<MetadataPair>& metadata, std::string_view key) noexcept {
  const auto found = std::ranges::find(metadata, key, &MetadataPair::key);
  return found == metadata.end() ? nullptr : &found->value;
}

Checksum parse_checksum(std::string_view text) {
  auto rest = trim(text);
  const auto algorithm = take(rest, ' ');
  Checksum checksum;
  std::size_t length = kSha1Bytes;
  if (algorithm == "sha256") {
    checksum.algorithm = ChecksumAlgorithm::sha256;
    length = kSha256Bytes;
  } else if (algorithm != "sha1") {
    throw malformed("Upload-Checksum must name one of " + std::string(kChecksumAlgorithms) + ".");
  }
  auto digest = from_base64(rest);
  if (!digest || digest->size() != length)
    throw malformed("Upload-Checksum must hold the digest of " + std::string(algorithm) +
                    " as base64.");
  checksum.digest = *std::move(digest);
  return checksum;
}

Concatenation parse_concatenation(std::string_view text) {
  text = trim(text);
  if (text == "partial") return {};
  if (!text.starts_with(kFinal))
    throw malformed("Upload-Concat must be partial, or final; and the parts.");
  Concatenation concatenation{.is_final = true, .parts = {}};
  for (auto rest = trim(text.substr(kFinal.size())); !rest.empty(); rest = trim(rest)) {
    const auto address = take(rest, ' ');
    const auto path = parse_upload_path(path_of(address));
    const auto id = path ? path->upload : std::nullopt;
    if (!id) throw malformed("Upload-Concat names something that is no upload of this server.");
    if (std::ranges::find(concatenation.parts, id->value) != concatenation.parts.end())
      throw malformed("Upload-Concat names a part twice.");
    if (concatenation.parts.size() == kPartsMost)
      throw malformed("Upload-Concat names more than " + std::to_string(kPartsMost) + " parts.");
    concatenation.parts.push_back(id->value);
  }
  if (concatenation.parts.empty()) throw malformed("Upload-Concat: final; must name its parts.");
  return concatenation;
}

std::optional<UploadPath> parse_upload_path(std::string_view path) noexcept {
  UploadPath parsed;
  if (!path.starts_with(kApiPrefix)) return std::nullopt;
  path.remove_prefix(kApiPrefix.size());
  if (path.starts_with(kTenants)) {
    path.remove_prefix(kTenants.size());
    parsed.tenant = path.substr(0, path.find('/'));
    if (parsed.tenant.empty()) return std::nullopt;
    path.remove_prefix(parsed.tenant.size());
  }
  if (!path.starts_with(kCollection)) return std::nullopt;
  path.remove_prefix(kCollection.size());
  if (path.empty()) return parsed;
  UploadId id;
  if (path.front() != '/' || UploadId::parse(path.substr(1), id)) return std::nullopt;
  parsed.upload = id;
  return parsed;
}

}  // namespace sangam::suites::platform::uploads
