#include "kernel/jose/signature.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/base64.h"
#include "kernel/api/json_document.h"

namespace sangam::jose {

namespace json = boost::json;

namespace {

using Wrong = std::unexpected<std::string>;

struct Header {
  Algorithm algorithm = Algorithm::EdDSA;
  std::string key_id;
  std::string type;
};

// The text of a member that may be absent; nullopt when it is no text.
std::optional<std::string> text_at(const json::object& json, std::string_view name) {
  const auto* found = json.if_contains(name);
  if (!found) return std::string();
  if (!found->is_string()) return std::nullopt;
  return std::string(found->as_string());
}

// "application/" may be left out, and case means nothing (RFC 7515 §4.1.9).
std::string media_type(std::string type) {
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  constexpr std::string_view kPrefix = "application/";
  return type.starts_with(kPrefix) ? type.substr(kPrefix.size()) : type;
}

std::expected<Header, std::string> read_header(std::string_view encoded) {
  const auto text = from_base64url(encoded);
  if (!text) return Wrong("The header is not base64url.");
  const auto document = api::JsonDocument::parse(*text);
  if (!document) return Wrong("The header is no JSON: " + document.error().reason);
  if (!document->root().is_object()) return Wrong("The header is no JSON object.");
  const auto& root = document->root().as_object();
  // Extensions that must be understood, and compression, which is none of a signature's business.
  for (const std::string_view name : {"crit", "zip", "b64"})
    if (root.contains(name)) return Wrong("The header asks for " + std::string(name) + ".");
  const auto algorithm = text_at(root, "alg");
  const auto id = text_at(root, "kid");
  const auto type = text_at(root, "typ");
  const auto known = algorithm ? algorithm_of(*algorithm) : std::nullopt;
  if (!known) return Wrong("The algorithm is unknown.");
  if (!id || !type) return Wrong("A member of the header is no text.");
  Header header;
  header.algorithm = *known;
  header.key_id = *id;
  header.type = media_type(*type);
  return header;
}

struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signed_text;
};

std::optional<Parts> split(std::string_view compact) {
  const auto first = compact.find('.');
  const auto second = first == compact.npos ? first : compact.find('.', first + 1);
  if (second == compact.npos || compact.find('.', second + 1) != compact.npos) return std::nullopt;
  return Parts{.header = compact.substr(0, first),
               .payload = compact.substr(first + 1, second - first - 1),
               .signature = compact.substr(second + 1),
               .signed_text = compact.substr(0, second)};
}

}  // namespace

std::expected<Verified, std::string> verify(std::string_view compact, const KeySet& keys,
                                            std::initializer_list<Algorithm> allowed) {
  if (compact.size() > kMostBytes) return Wrong("It is too long.");
  const auto parts = split(compact);
  if (!parts) return Wrong("It has not three parts.");
  auto header = read_header(parts->header);
  if (!header) return Wrong(std::move(header.error()));
  if (std::ranges::find(allowed, header->algorithm) == allowed.end())
    return Wrong("The algorithm is not allowed here.");
  auto payload = from_base64url(parts->payload);
  const auto signature = from_base64url(parts->signature);
  if (!payload || !signature) return Wrong("A part is not base64url.");
  const auto* key = keys.find(header->key_id, header->algorithm);
  if (!key) return Wrong("No key suits it.");
  if (!key->verifies(header->algorithm, parts->signed_text, *signature))
    return Wrong("The signature is wrong.");
  return Verified{.payload = std::move(*payload),
                  .type = std::move(header->type),
                  .key_id = std::move(header->key_id),
                  .algorithm = header->algorithm};
}

}  // namespace sangam::jose
