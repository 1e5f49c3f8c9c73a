#pragma once

// BreachedPasswords: whether a password is known from breaches, looked up in a file: lines of an
// upper-case SHA-1 and a count, "HASH:COUNT", sorted by hash, as Have I Been Pwned publishes them
// for download. The file is mapped, not read: a look-up is a binary search, some thirty pages of
// a file of 40 GB, and no password or part of its hash leaves the machine.

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace sangam::suites::platform {

// Any thread.
class BreachedPasswords {
 public:
  // Throws std::runtime_error naming the file when it cannot be read or is not of this form.
  explicit BreachedPasswords(const std::filesystem::path& file);
  ~BreachedPasswords();
  BreachedPasswords(const BreachedPasswords&) = delete;
  BreachedPasswords& operator=(const BreachedPasswords&) = delete;

  bool contains(std::string_view password) const;

 private:
  std::string_view line_at(std::size_t offset) const;
  std::size_t start_of_line(std::size_t offset) const;

  std::string_view text_;
};

}  // namespace sangam::suites::platform
