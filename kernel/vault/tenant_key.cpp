#include "kernel/vault/tenant_key.h"

#include <algorithm>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/vault/aes_gcm.h"

namespace sangam::vault {

namespace {

constexpr char kFormat = 1;
constexpr std::size_t kHeaderSize = 5;  // format and version

void append_number(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(number >> shift & 0xff);
}

void append_text(std::string& out, std::string_view text) {
  append_number(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

// Lengths stand before texts, so that no two places give the same bytes.
std::string associated(std::int32_t tenant, const Place& place, std::string_view header) {
  std::string bytes = "sangam sealed";
  bytes += header;
  append_number(bytes, static_cast<std::uint32_t>(tenant));
  append_text(bytes, place.table);
  append_text(bytes, place.column);
  bytes.append(reinterpret_cast<const char*>(place.row.bytes.data()), place.row.bytes.size());
  return bytes;
}

[[noreturn]] void refuse(const Place& place, std::string_view why) {
  throw Error{Code::internal, "A sealed value of " + std::string(place.table) + "." +
                                  std::string(place.column) +
                                  " cannot be opened: " + std::string(why) + "."};
}

}  // namespace

TenantKey::TenantKey(std::int32_t tenant, std::shared_ptr<const KeyRing> ring)
    : tenant_(tenant), ring_(std::move(ring)) {
  SANGAM_ASSERT(tenant_ > 0 && ring_ && ring_->sealing < ring_->keys.size());
}

std::string TenantKey::seal(const Place& place, std::string_view plain) const {
  SANGAM_ASSERT(!place.table.empty() && !place.column.empty());
  const auto& [version, key] = ring_->keys[ring_->sealing];
  std::string sealed(1, kFormat);
  append_number(sealed, static_cast<std::uint32_t>(version));
  const auto bound = associated(tenant_, place, sealed);
  const auto nonce = random_nonce();
  sealed.append(nonce.begin(), nonce.end());
  sealed += encrypt(key, nonce, bound, plain);
  SANGAM_ASSERT(sealed.size() == plain.size() + kSealedOverhead);
  return sealed;
}

std::string TenantKey::open(const Place& place, std::string_view sealed) const {
  const auto version = sealed_version(sealed);
  if (!version) refuse(place, "it is no sealed value");
  const auto found = std::ranges::find(ring_->keys, *version, &KeyRing::Versioned::version);
  if (found == ring_->keys.end())
    refuse(place, "its key, version " + std::to_string(*version) + ", is not there");
  Nonce nonce;
  sealed.substr(kHeaderSize).copy(reinterpret_cast<char*>(nonce.data()), nonce.size());
  auto plain = decrypt(found->key, nonce, associated(tenant_, place, sealed.substr(0, kHeaderSize)),
                       sealed.substr(kHeaderSize + kNonceSize));
  if (!plain) refuse(place, "it was altered, or moved from another place");
  return std::move(*plain);
}

std::optional<std::int32_t> sealed_version(std::string_view sealed) noexcept {
  if (sealed.size() < kSealedOverhead || sealed[0] != kFormat) return std::nullopt;
  std::uint32_t version = 0;
  for (std::size_t i = 1; i < kHeaderSize; ++i)
    version = version << 8 | static_cast<unsigned char>(sealed[i]);
  if (version == 0 || version > INT32_MAX) return std::nullopt;
  return static_cast<std::int32_t>(version);
}

}  // namespace sangam::vault
