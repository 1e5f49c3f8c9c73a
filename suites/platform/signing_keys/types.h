#pragma once

// What the operations of this module take and give.

#include <optional>
#include <string>

#include "kernel/api/list.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::signing_keys {

struct SigningKeyResource {
  static constexpr std::string_view kIdPrefix = "sgk";
};
using SigningKeyId = Id<SigningKeyResource>;

// A public key as people paste it: PEM, of several lines, or a JSON Web Key.
class KeyText {
 public:
  static constexpr std::size_t kBytesMost = 4'096;
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{.min_length = 1, .max_length = kBytesMost};

  static Verdict parse(std::string_view text, KeyText& key);
  void format(std::string& out) const { out += value_; }
  const std::string& str() const noexcept { return value_; }

 private:
  std::string value_;
};

struct SigningKey {
  SigningKeyId id;
  ApiKeyId api_key;
  std::string name;
  std::string algorithm;
  std::string public_key;
  Timestamp created_at;
  std::optional<Timestamp> ends_at;
  std::optional<Timestamp> last_used_at;
};
SANGAM_DESCRIBE(SigningKey, (id, "The key: what signatures name in keyid"),
                (api_key, "The API key that requests signed with it are of"),
                (name, "What has the private key"),
                (algorithm, "ed25519, ecdsa-p256-sha256 or rsa-pss-sha512"),
                (public_key, "As a JSON Web Key"), (created_at, "When it was registered"),
                (ends_at, "When it ends, if it does"), (last_used_at, "To within a minute"))

struct ListSigningKeys {
  ApiKeyId key;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListSigningKeys, (key, "The API key"), (paging, "Which page"))

struct RegisterSigningKey {
  ApiKeyId key;
  Text<1, 120> name;
  KeyText public_key;
  std::optional<Timestamp> ends_at;
};
SANGAM_DESCRIBE(RegisterSigningKey, (key, "An API key of the kind signing"),
                (name, "What has the private key"),
                (public_key, "PEM, or a JSON Web Key: Ed25519, P-256, or RSA of 2048 to 4096 bits"),
                (ends_at, "When it ends; never unless given"))

struct RotateSigningKey {
  ApiKeyId key;
  SigningKeyId id;
  KeyText public_key;
  std::optional<Bounded<0, 2'592'000>> overlap_seconds;
};
SANGAM_DESCRIBE(RotateSigningKey, (key, "The API key"), (id, "The key that is replaced"),
                (public_key, "The one in its place"),
                (overlap_seconds, "How long the old one stays good; a day unless said"))

struct RevokeSigningKey {
  ApiKeyId key;
  SigningKeyId id;
};
SANGAM_DESCRIBE(RevokeSigningKey, (key, "The API key"), (id, "The key"))

}  // namespace sangam::suites::platform::signing_keys
