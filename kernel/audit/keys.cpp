// Ed25519 keys: their files, their texts, signing and verifying.

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "base/base64.h"
#include "base/error.h"
#include "kernel/audit/checkpoint.h"
#include "kernel/audit/note.h"
#include "kernel/clock/clock.h"

namespace sangam::audit {

namespace {

Error key_error(const std::filesystem::path& path, std::string_view what) {
  return {Code::internal, "The audit's key " + path.string() + " " + std::string(what) + "."};
}

std::string with_algorithm(const Hash& bytes) { return kAlgorithm + std::string(bytes_of(bytes)); }

std::string hex_of(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  text.pop_back();
  return text;
}

// Whole and durable under its final name, or not there: link() refuses a name that is taken, so of
// two processes that start at once one makes the key.
void create_file(const std::filesystem::path& path, std::string_view text, mode_t mode) {
  auto temporary = path.string() + "." + std::to_string(getpid());
  unlink(temporary.c_str());
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) throw key_error(path, "cannot be written");
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(file) == 0;
  close(file);
  const bool placed = written && (link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(temporary.c_str());
  if (!placed) throw key_error(path, "cannot be written");
  const int folder = open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);
  close(folder);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw key_error(path, "cannot be read");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

}  // namespace

std::optional<PublicKey> PublicKey::parse(std::string_view text) {
  while (text.ends_with('\n'))
    text.remove_suffix(1);
  // Name, key id and key; the key's base64 may hold a plus too.
  const auto second = text.find('+', text.find('+') + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->empty() || bytes->front() != kAlgorithm) return std::nullopt;
  const auto hash = hash_from(std::string_view(*bytes).substr(1));
  if (!hash) return std::nullopt;
  PublicKey key(*hash);
  if (key.text() != text) return std::nullopt;
  return key;
}

std::string PublicKey::id() const {
  const auto hash = sha256({kKeyName, "\n", with_algorithm(bytes_)});
  return std::string(bytes_of(hash).substr(0, 4));
}

std::string PublicKey::text() const {
  return std::string(kKeyName) + "+" + hex_of(id()) + "+" + to_base64(with_algorithm(bytes_));
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                     reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), bytes_.data()) == 0;
}

SigningKey::SigningKey(const Hash& seed) {
  static_assert(std::tuple_size_v<decltype(secret_)> == crypto_sign_SECRETKEYBYTES);
  static_assert(std::tuple_size_v<Hash> == crypto_sign_PUBLICKEYBYTES);
  crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
}

PublicKey SigningKey::public_key() const { return PublicKey(public_); }

std::string SigningKey::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       secret_.data());
  return signature;
}

SigningKey SigningKey::load_or_create(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) {
    Hash seed;
    clock::random_bytes(seed);
    create_file(path, to_base64(bytes_of(seed)) + "\n", 0600);
  }
  struct stat facts{};
  if (stat(path.c_str(), &facts) != 0) throw key_error(path, "cannot be read");
  if ((facts.st_mode & 077) != 0) throw key_error(path, "may be read by others: chmod 600");
  const auto bytes = from_base64(read_file(path));
  const auto seed = bytes ? hash_from(*bytes) : std::nullopt;
  if (!seed) throw key_error(path, "is not 32 bytes in base64");
  SigningKey key(*seed);
  const auto public_path = path.string() + ".pub";
  if (!std::filesystem::exists(public_path))
    create_file(public_path, key.public_key().text() + "\n", 0644);
  return key;
}

}  // namespace sangam::audit
