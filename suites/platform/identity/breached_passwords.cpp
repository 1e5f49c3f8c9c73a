#include "suites/platform/identity/breached_passwords.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace sangam::suites::platform {

namespace {

constexpr std::size_t kHashDigits = 40;
constexpr std::size_t kLongestLine = 128;

std::runtime_error unusable(const std::filesystem::path& file, std::string_view reason) {
  return std::runtime_error(file.string() + " " + std::string(reason));
}

// Owns the descriptor until the file is mapped.
struct OpenFile {
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor >= 0) close(descriptor);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor;
};

bool is_hash(std::string_view digits) {
  return digits.size() == kHashDigits && std::ranges::all_of(digits, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
         });
}

std::string_view hash_of(std::string_view line) { return line.substr(0, kHashDigits); }

std::array<char, kHashDigits> sha1_digits(std::string_view password) {
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest;
  SHA1(reinterpret_cast<const unsigned char*>(password.data()), password.size(), digest.data());
  std::array<char, kHashDigits> digits;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digits[2 * i] = kDigits[digest[i] >> 4];
    digits[2 * i + 1] = kDigits[digest[i] & 15];
  }
  return digits;
}

}  // namespace

BreachedPasswords::BreachedPasswords(const std::filesystem::path& file) {
  const OpenFile opened(file);
  struct stat facts{};
  if (opened.descriptor < 0 || fstat(opened.descriptor, &facts) != 0)
    throw unusable(file, "cannot be read");
  if (facts.st_size == 0) throw unusable(file, "is empty");
  const auto size = static_cast<std::size_t>(facts.st_size);
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, opened.descriptor, 0);
  if (mapped == MAP_FAILED) throw unusable(file, "cannot be mapped");
  text_ = {static_cast<const char*>(mapped), size};
  if (!is_hash(hash_of(line_at(0))) || !is_hash(hash_of(line_at(start_of_line(size - 1))))) {
    munmap(mapped, size);
    throw unusable(file, "is no list of SHA-1 hashes, HASH:COUNT, one a line");
  }
}

BreachedPasswords::~BreachedPasswords() { munmap(const_cast<char*>(text_.data()), text_.size()); }

std::string_view BreachedPasswords::line_at(std::size_t offset) const {
  const auto rest = text_.substr(offset, kLongestLine);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

std::size_t BreachedPasswords::start_of_line(std::size_t offset) const {
  const auto floor = offset > kLongestLine ? offset - kLongestLine : 0;
  const auto before = text_.substr(floor, offset - floor).rfind('\n');
  return before == std::string_view::npos ? floor : floor + before + 1;
}

bool BreachedPasswords::contains(std::string_view password) const {
  const auto digits = sha1_digits(password);
  const std::string_view wanted(digits.data(), digits.size());
  std::size_t low = 0;
  std::size_t high = text_.size();
  while (low < high) {
    const auto start = start_of_line(low + (high - low) / 2);
    const auto line = line_at(start);
    const auto order = hash_of(line).compare(wanted);
    if (order == 0) return true;
    if (order > 0) {
      high = start;
    } else {
      const auto next = text_.find('\n', start);
      low = next == std::string_view::npos ? high : next + 1;
    }
  }
  return false;
}

}  // namespace sangam::suites::platform
