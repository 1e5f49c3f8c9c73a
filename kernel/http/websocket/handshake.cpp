#include "kernel/http/websocket/handshake.h"

// The one-shot SHA1() looks its algorithm up anew each time, which costs more than hashing.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#include <algorithm>

#include "base/base64.h"
#include "kernel/http/problem.h"
#include "kernel/http/target.h"

namespace sangam::http::websocket {

namespace {

constexpr std::string_view kVersion = "13";
constexpr std::string_view kSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // §1.3
constexpr std::size_t kKeyBytes = 16;

constexpr Refusal kNotGet{405, "method_not_allowed", "Method not allowed",
                          "A WebSocket is asked for with GET."};
constexpr Refusal kNoUpgrade{426, "upgrade_required", "Upgrade required",
                             "Here a WebSocket is spoken: ask for it with Upgrade: websocket."};
constexpr Refusal kOtherVersion{426, "upgrade_required", "Upgrade required",
                                "Version 13 of the WebSocket protocol is spoken here."};
constexpr Refusal kBody{400, "malformed", "The handshake is not well-formed",
                        "A WebSocket is asked for without a body."};
constexpr Refusal kBadKey{400, "malformed", "The handshake is not well-formed",
                          "Sec-WebSocket-Key must be sent once: 16 bytes as base64."};
constexpr Refusal kForeignOrigin{403, "forbidden", "Forbidden",
                                 "Pages of this origin may not open a WebSocket here."};

Response refuse(const Refusal& refusal, const Request& request) {
  auto response = problem(refusal, request.trace());
  if (refusal.status == 405) response.headers.add("Allow", "GET");
  if (refusal.status != 426) return response;
  response.headers.add("Upgrade", "websocket");
  response.headers.add("Sec-WebSocket-Version", kVersion);
  return response;
}

std::string_view trimmed(std::string_view text) noexcept {
  while (text.starts_with(' ') || text.starts_with('\t'))
    text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t'))
    text.remove_suffix(1);
  return text;
}

// Whether one of the fields of that name lists the token; by case or without regard to it.
bool lists(const Request& request, std::string_view field, std::string_view token,
           bool exact = false) {
  for (const auto& header : request.headers()) {
    if (!equal_ignoring_case(header.name, field)) continue;
    for (auto rest = header.value; !rest.empty();) {
      const auto end = std::min(rest.find(','), rest.size());
      const auto item = trimmed(rest.substr(0, end));
      if (exact ? item == token : equal_ignoring_case(item, token)) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

bool is_key(std::string_view text) {
  const auto bytes = from_base64(text);
  return bytes && bytes->size() == kKeyBytes;
}

}  // namespace

std::string accept_of(std::string_view key) {
  std::string digest(SHA_DIGEST_LENGTH, '\0');
  SHA_CTX context;
  SHA1_Init(&context);
  SHA1_Update(&context, key.data(), key.size());
  SHA1_Update(&context, kSuffix.data(), kSuffix.size());
  SHA1_Final(reinterpret_cast<std::uint8_t*>(digest.data()), &context);
  return to_base64(digest);
}

std::expected<Handshake, Response> check_handshake(const Request& request,
                                                   const HandshakeRules& rules) {
  const auto refused = [&](const Refusal& why) { return std::unexpected(refuse(why, request)); };
  if (request.method() != Method::get) return refused(kNotGet);
  if (!request.may_upgrade() || !lists(request, "Upgrade", "websocket") ||
      !lists(request, "Connection", "upgrade"))
    return refused(kNoUpgrade);
  if (request.header_count("Sec-WebSocket-Version") != 1 ||
      request.header("Sec-WebSocket-Version") != kVersion)
    return refused(kOtherVersion);
  if (request.has_body()) return refused(kBody);
  const auto key = request.header("Sec-WebSocket-Key").value_or("");
  if (request.header_count("Sec-WebSocket-Key") != 1 || !is_key(key)) return refused(kBadKey);
  const auto origin = request.header("Origin");
  if (origin && rules.allows_origin != nullptr && !rules.allows_origin(request, *origin))
    return refused(kForeignOrigin);
  const auto protocol = std::ranges::find_if(rules.protocols, [&](std::string_view name) {
    return lists(request, "Sec-WebSocket-Protocol", name, true);
  });
  return Handshake{.accept = accept_of(key),
                   .protocol = protocol == rules.protocols.end() ? "" : *protocol};
}

Response switch_protocols(const Handshake& handshake, std::unique_ptr<Upgrade> upgrade) {
  Response response(101);
  response.headers.add("Upgrade", "websocket");
  response.headers.add("Sec-WebSocket-Accept", handshake.accept);
  if (!handshake.protocol.empty())
    response.headers.add("Sec-WebSocket-Protocol", handshake.protocol);
  response.body = std::move(upgrade);
  return response;
}

}  // namespace sangam::http::websocket
