#include "suites/platform/signing_keys/signature_reader.h"

#include <array>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/api/challenged_error.h"
#include "kernel/clock/clock.h"
#include "kernel/message_signatures/component.h"
#include "kernel/message_signatures/content_digest.h"
#include "kernel/message_signatures/verify.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/key_identity.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/signing_keys/statements.h"

namespace sangam::suites::platform::signing_keys {

namespace {

using message_signatures::Algorithm;
using message_signatures::DigestCheck;
using message_signatures::Message;
using message_signatures::Refusal;
using message_signatures::Signature;

constexpr std::chrono::seconds kPatience{5};
constexpr std::int64_t kTouchNanoseconds = 60 * kNanosecondsPerSecond;
constexpr message_signatures::Policy kPolicy;

struct FoundRow {
  std::int32_t tenant_id = 0;
  ApiKeyId api_key_id;
  std::string algorithm;
  std::string public_key;
  std::optional<Timestamp> last_used_at;
};
SANGAM_DESCRIBE(FoundRow, (tenant_id, ""), (api_key_id, ""), (algorithm, ""), (public_key, ""),
                (last_used_at, ""))

// Of a signature that names a nonce the reply tells how to make a better one.
[[noreturn]] void refuse(const http::Request& request, const Refusal& why) {
  std::array<std::uint8_t, 18> fresh{};
  clock::random_bytes(fresh);
  const auto nonce = to_base64url({reinterpret_cast<const char*>(fresh.data()), fresh.size()});
  throw api::ChallengedError(
      Error{Code::unauthenticated, why.detail, {{"Signature-Input", why.code, why.detail}}},
      "Accept-Signature", message_signatures::accept_signature(request.has_body(), nonce));
}

std::optional<SigningKeyId> key_of(const Signature& signature) {
  SigningKeyId id;
  if (!signature.key_id || SigningKeyId::parse(*signature.key_id, id)) return std::nullopt;
  return id;
}

// The one signature by a key of ours; nothing when there is none.
std::optional<Signature> own_signature(const http::Request& request, const Message& message) {
  auto signatures = message_signatures::signatures_of(message);
  if (!signatures) refuse(request, {"unreadable_signature", signatures.error()});
  std::optional<Signature> own;
  for (auto& one : *signatures) {
    if (!key_of(one)) continue;
    if (own) refuse(request, {"several_signatures", "One signature by a key of ours is enough."});
    own = std::move(one);
  }
  return own;
}

// The body is compared with what the signature covers.
class DigestWatch final : public http::BodyWatch {
 public:
  explicit DigestWatch(DigestCheck check) : check_(std::move(check)) {}
  void piece(std::string_view bytes) override { check_.update(bytes); }
  void end() override {
    if (check_.matches()) return;
    const std::string detail = "The body is not the one that Content-Digest is of.";
    throw Error{Code::unauthenticated, detail, {{"Content-Digest", "wrong_digest", detail}}};
  }

 private:
  DigestCheck check_;
};

void watch_digest(const http::Request& request) {
  if (!request.has_body()) return;
  std::string value;
  for (const auto& field : request.headers()) {
    std::string lower(field.name);
    for (char& c : lower)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lower != "content-digest") continue;
    if (!value.empty()) value += ", ";
    value += field.value;
  }
  auto check = DigestCheck::read(value);
  if (!check) refuse(request, {"unreadable_digest", check.error()});
  request.watch_body(std::make_unique<DigestWatch>(std::move(*check)));
}

// What the client used. A proxy in front may have ended TLS: by the host it asked for, the client
// means the address by which the world knows us.
std::string_view scheme_of(const http::Request& request, std::string_view origin) {
  const auto end = origin.find("://");
  if (end != std::string_view::npos) {
    const auto scheme = origin.substr(0, end);
    const auto host = request.header("host").value_or("");
    if (message_signatures::normal_authority(host, scheme) ==
        message_signatures::normal_authority(origin.substr(end + 3), scheme))
      return scheme;
  }
  return request.secure() ? "https" : "http";
}

}  // namespace

struct SignatureReader::Found {
  std::shared_ptr<api::Identity> identity;
  std::optional<jose::Key> key;  // with an identity always
  Algorithm algorithm = Algorithm::ed25519;
  bool touch = false;  // that it was used is worth writing
};

Task<std::shared_ptr<api::Identity>> SignatureReader::read(const http::Request& request) {
  const auto message = message_signatures::message_of(
      request, scheme_of(request, identity_.public_address.origin()));
  const auto signature = own_signature(request, message);
  if (!signature) co_return nullptr;
  if (request.header("authorization"))
    refuse(request, {"several_credentials", "A signed request has no Authorization."});
  const auto now = clock::system_now();
  const auto id = *key_of(*signature);
  const auto seconds = now.nanoseconds / kNanosecondsPerSecond;
  if (const auto enough =
          message_signatures::check(kPolicy, *signature, message, request.has_body(), seconds);
      !enough)
    refuse(request, enough.error());
  const auto found = co_await find(request, id, now);
  if (!found.identity)
    refuse(request, {"unknown_key", "The key of the signature is unknown, revoked or has ended."});
  if (const auto verified =
          message_signatures::verify(message, *signature, *found.key, found.algorithm);
      !verified)
    refuse(request, verified.error());
  watch_digest(request);
  co_await use_nonce(request, *signature, id, found.touch, now);
  co_return found.identity;
}

Task<SignatureReader::Found> SignatureReader::find(const http::Request& request, SigningKeyId id,
                                                   Timestamp now) {
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         runtime::Deadline::in(kPatience), store::Mode::read_only);
  Found found;
  const auto row = co_await work.row<FoundRow>(kFindKey, id, now);
  if (!row) co_return found;
  const auto owner = co_await find_signing_key_owner(work, row->tenant_id, row->api_key_id, now);
  if (!owner) co_return found;
  require_place(*owner, request);
  found.identity = co_await identity_of(work, identity_.directory, *owner);
  const auto algorithm = message_signatures::parse_algorithm(row->algorithm);
  SANGAM_ASSERT(algorithm.has_value());
  found.algorithm = *algorithm;
  found.key = parsed(id, row->public_key);
  found.touch =
      !row->last_used_at || now.nanoseconds - row->last_used_at->nanoseconds > kTouchNanoseconds;
  co_return found;
}

// Last of all: what does not hold uses nothing up, so nobody spends the nonces of others.
Task<void> SignatureReader::use_nonce(const http::Request& request, const Signature& signature,
                                      SigningKeyId id, bool touch, Timestamp now) {
  store::UnitOfWork work(*pools_.pools_of(request.loop()).auth, store::kNoTenant,
                         runtime::Deadline::in(kPatience), store::Mode::read_write);
  work.later(kSweepNonces, now);
  if (touch) work.later(kTouchKey, id, now);
  const Timestamp end{message_signatures::nonce_end(kPolicy, signature) * kNanosecondsPerSecond};
  const auto used =
      co_await work.run_and_commit(kUseNonce, hash_bytes(id.str() + ' ' + *signature.nonce), end);
  if (used.rows() != 1) refuse(request, {"nonce_used", "The nonce was used before."});
}

jose::Key SignatureReader::parsed(SigningKeyId id, const std::string& json) {
  const std::lock_guard guard(mutex_);
  if (const auto known = known_.find(id.value); known != known_.end()) return known->second;
  const auto keys = jose::KeySet::read(json);
  SANGAM_ASSERT(keys && keys->keys().size() == 1);  // as it was registered
  if (known_.size() >= kKnownKeys) known_.clear();
  return known_.emplace(id.value, keys->keys().front()).first->second;
}

}  // namespace sangam::suites::platform::signing_keys
