#include "kernel/vault/aes_gcm.h"

#include <openssl/evp.h>

#include <memory>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/clock/clock.h"

namespace sangam::vault {

namespace {

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// OpenSSL counts in int. Only what it cannot do at all makes it fail here: a broken installation.
void require(int result) { SANGAM_ASSERT(result == 1); }

int length_of(std::string_view text) { return static_cast<int>(text.size()); }

Context start(const Key& key, const Nonce& nonce, std::string_view associated, bool encrypting) {
  SANGAM_ASSERT(associated.size() <= kPlainMost);
  Context context(EVP_CIPHER_CTX_new());
  SANGAM_ASSERT(context != nullptr);
  require(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(),
                            nonce.data(), encrypting ? 1 : 0));
  int written = 0;
  if (!associated.empty())
    require(EVP_CipherUpdate(context.get(), nullptr, &written, bytes_of(associated),
                             length_of(associated)));
  return context;
}

}  // namespace

std::string encrypt(const Key& key, const Nonce& nonce, std::string_view associated,
                    std::string_view plain) {
  if (plain.size() > kPlainMost) throw Error{Code::too_large, "This is too large to be sealed."};
  const auto context = start(key, nonce, associated, true);
  std::string out(plain.size() + kTagSize, '\0');
  int written = 0;
  if (!plain.empty())
    require(EVP_CipherUpdate(context.get(), bytes_of(out), &written, bytes_of(plain),
                             length_of(plain)));
  int rest = 0;
  require(EVP_CipherFinal_ex(context.get(), bytes_of(out) + written, &rest));
  SANGAM_ASSERT(written + rest == length_of(plain));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize,
                              bytes_of(out) + plain.size()));
  return out;
}

std::optional<std::string> decrypt(const Key& key, const Nonce& nonce, std::string_view associated,
                                   std::string_view ciphertext_and_tag) {
  if (ciphertext_and_tag.size() < kTagSize || ciphertext_and_tag.size() - kTagSize > kPlainMost)
    return std::nullopt;
  const auto ciphertext = ciphertext_and_tag.substr(0, ciphertext_and_tag.size() - kTagSize);
  std::string tag(ciphertext_and_tag.substr(ciphertext.size()));
  const auto context = start(key, nonce, associated, false);
  std::string plain(ciphertext.size(), '\0');
  int written = 0;
  if (!plain.empty())
    require(EVP_CipherUpdate(context.get(), bytes_of(plain), &written, bytes_of(ciphertext),
                             length_of(ciphertext)));
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()));
  int rest = 0;
  if (EVP_CipherFinal_ex(context.get(), bytes_of(plain) + written, &rest) != 1) {
    wipe(plain);
    return std::nullopt;
  }
  return plain;
}

Nonce random_nonce() {
  Nonce nonce;
  clock::random_bytes(nonce);
  return nonce;
}

}  // namespace sangam::vault
