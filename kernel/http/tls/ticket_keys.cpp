#include "kernel/http/tls/ticket_keys.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/runtime/deadline.h"

namespace sangam::http {

namespace {

constexpr std::int64_t kLifetime = std::chrono::seconds{kTicketLifetime}.count();

// The library's answers to what became of a ticket.
constexpr int kFailed = -1;
constexpr int kUnknown = 0;
constexpr int kGood = 1;
constexpr int kGoodButRenew = 2;

int slot() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

bool prepare(const TicketKey& key, const unsigned char* iv, EVP_CIPHER_CTX* cipher,
             EVP_MAC_CTX* mac, bool encrypt) {
  char digest[] = "SHA256";
  auto secret = key.authentication;
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, secret.data(), secret.size()),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  const bool done = EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key.encryption.data(), iv,
                                      encrypt ? 1 : 0) == 1 &&
                    EVP_MAC_CTX_set_params(mac, parameters) == 1;
  OPENSSL_cleanse(secret.data(), secret.size());
  return done;
}

// OpenSSL asks for a key to make a ticket with, or for the one of `name`.
int on_ticket(SSL* ssl, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
              EVP_MAC_CTX* mac, int encrypt) {
  auto& keys = *static_cast<TicketKeys*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), slot()));
  if (encrypt != 0) {
    const TicketKey key = keys.current();
    if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1) return kFailed;
    std::ranges::copy(key.name, name);
    return prepare(key, iv, cipher, mac, true) ? kGood : kFailed;
  }
  const auto found = keys.find(std::span<const std::uint8_t, 16>(name, 16));
  if (!found) return kUnknown;
  if (!prepare(found->key, iv, cipher, mac, false)) return kFailed;
  return found->renew ? kGoodButRenew : kGood;
}

}  // namespace

TicketKey::~TicketKey() {
  OPENSSL_cleanse(encryption.data(), encryption.size());
  OPENSSL_cleanse(authentication.data(), authentication.size());
}

std::int64_t TicketKeys::monotonic_seconds() {
  return runtime::monotonic_nanoseconds() / kNanosecondsPerSecond;
}

void TicketKeys::rotate(std::int64_t now) {
  if (current_ && now - current_->made_at < kLifetime) return;
  previous_ = current_ && now - current_->made_at < 2 * kLifetime ? current_ : std::nullopt;
  current_.emplace();
  clock::random_bytes(current_->name);
  clock::random_bytes(current_->encryption);
  clock::random_bytes(current_->authentication);
  current_->made_at = now;
}

TicketKey TicketKeys::current() {
  const std::lock_guard lock(mutex_);
  rotate(now_());
  return *current_;
}

std::optional<TicketKeys::Found> TicketKeys::find(std::span<const std::uint8_t, 16> name) {
  const std::lock_guard lock(mutex_);
  rotate(now_());
  if (std::ranges::equal(name, current_->name)) return Found{*current_, false};
  if (previous_ && std::ranges::equal(name, previous_->name)) return Found{*previous_, true};
  return std::nullopt;
}

void TicketKeys::attach(SSL_CTX* context) {
  SANGAM_ASSERT(SSL_CTX_set_ex_data(context, slot(), this) == 1);
  SSL_CTX_set_timeout(context, kLifetime);
  SANGAM_ASSERT(SSL_CTX_set_tlsext_ticket_key_evp_cb(context, &on_ticket) == 1);
}

}  // namespace sangam::http
