// The master key's file: made once, durable before it is used, and refused when others may read it.

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/vault/master_key.h"

namespace sangam::vault {

namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int descriptor) noexcept : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

[[noreturn]] void fail(const fs::path& file, std::string_view what) {
  throw MasterKeyError("the master key " + file.string() + " " + std::string(what));
}

[[noreturn]] void fail_with_errno(const fs::path& file, std::string_view what) {
  fail(file, std::string(what) + ": " + std::strerror(errno));
}

void require_private(const fs::path& file, int descriptor) {
  struct stat facts{};
  if (fstat(descriptor, &facts) != 0) fail_with_errno(file, "cannot be looked at");
  if (!S_ISREG(facts.st_mode)) fail(file, "is no plain file");
  if (facts.st_uid != geteuid()) fail(file, "belongs to another user");
  if ((facts.st_mode & 077) != 0) fail(file, "may be read by others: chmod 600 it");
  if (facts.st_size != static_cast<off_t>(Key::kSize))
    fail(file,
         "has " + std::to_string(facts.st_size) + " bytes instead of 32: put the right file back");
}

void sync_folder(const fs::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const Descriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || fsync(directory.get()) != 0)
    fail_with_errno(file, "cannot be made durable");
}

void write_durably(const fs::path& file, const Key& key) {
  const Descriptor out(
      open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (out.get() < 0) fail_with_errno(file, "cannot be made");
  const auto bytes = key.bytes();
  if (write(out.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      fsync(out.get()) != 0)
    fail_with_errno(file, "cannot be written");
}

}  // namespace

MasterKey MasterKey::read(const fs::path& file) {
  const Descriptor in(open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (in.get() < 0) fail_with_errno(file, "cannot be opened");
  require_private(file, in.get());
  std::array<std::uint8_t, Key::kSize> bytes{};
  const auto got = ::read(in.get(), bytes.data(), bytes.size());
  if (got != static_cast<ssize_t>(bytes.size())) fail_with_errno(file, "cannot be read");
  MasterKey master{Key(bytes)};
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return master;
}

// The name appears by link, which unlike rename never replaces the key of a process that was
// faster.
MasterKey MasterKey::create(const fs::path& file) {
  const auto fresh =
      fs::path(file.string() + "." + to_hex(clock::new_uuid(clock::system_now())) + ".new");
  write_durably(fresh, Key::random());
  const bool made = link(fresh.c_str(), file.c_str()) == 0;
  const int reason = errno;
  unlink(fresh.c_str());
  if (!made && reason != EEXIST)
    fail(file, std::string("cannot be made: ") + std::strerror(reason));
  sync_folder(file);
  return read(file);
}

}  // namespace sangam::vault
