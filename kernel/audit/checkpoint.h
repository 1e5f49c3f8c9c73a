#pragma once

// Checkpoints: what a tenant's Merkle tree was at some size, signed. Whoever keeps one can tell
// later whether anything before it was changed, and nobody can take it back.
//
// The text is a signed note in the format of transparency logs (C2SP tlog-checkpoint and
// signed-note), so that their tools read it: origin, size and root in base64, each on a line, one
// line of ours with the time; an empty line; the signature's line.
//
//   sangam/audit/7
//   128
//   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//   2026-01-31T09:30:00Z
//
//   — sangam-audit Az3grlgt…

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/describe.h"
#include "base/timestamp.h"
#include "kernel/audit/hash.h"

namespace sangam::audit {

struct Checkpoint {
  std::int32_t tenant = 0;
  std::int64_t size = 0;
  Hash root{};
  Timestamp at;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The public half of an installation's key, Ed25519 (RFC 8032). Its text is the verifier key of
// signed notes: "sangam-audit+<key id, 8 hexadecimal digits>+<base64 of 0x01 and the 32 bytes>".
class PublicKey {
 public:
  static std::optional<PublicKey> parse(std::string_view text);
  explicit PublicKey(const Hash& bytes) : bytes_(bytes) {}

  std::string text() const;
  // The first four bytes of SHA-256(name || 0x0a || 0x01 || key).
  std::string id() const;
  bool verify(std::string_view message, std::string_view signature) const;

  friend bool operator==(const PublicKey&, const PublicKey&) = default;

 private:
  Hash bytes_;
};

// The private half. Copies share nothing; it never leaves the process but by its own file.
class SigningKey {
 public:
  // From the file at `path`, made there when it is missing: mode 0600, the seed in base64. Beside
  // it "<path>.pub" holds the public half as text. Throws Error{internal} when the file is not a
  // key of ours, or others may read it.
  static SigningKey load_or_create(const std::filesystem::path& path);
  explicit SigningKey(const Hash& seed);

  PublicKey public_key() const;
  std::string sign(std::string_view message) const;

 private:
  std::array<std::uint8_t, 64> secret_{};
  Hash public_{};
};

// The note of a checkpoint.
std::string sign(const Checkpoint& checkpoint, const SigningKey& key);

enum class NoteFault : std::uint8_t { malformed, unknown_key, bad_signature };
SANGAM_ENUM(NoteFault, malformed, unknown_key, bad_signature)

// What a note says, when it is signed by one of `keys`. O(bytes).
std::expected<Checkpoint, NoteFault> open_note(std::string_view note,
                                               std::span<const PublicKey> keys);

}  // namespace sangam::audit
