#pragma once

// TarGz: an archive written as it grows, in pieces: a ustar file (POSIX.1-1988) packed by gzip
// (RFC 1952), which every system opens.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace sangam::custody {

// Used by one thread at a time.
class TarGz {
 public:
  static constexpr std::size_t kNameMost = 100;                   // bytes of a file's name
  static constexpr std::size_t kPiece = std::size_t{512} * 1024;  // of the packed archive

  // `piece` is given the archive's bytes in order, kPiece at a time, the last one shorter.
  // `made_at` becomes the time of every file.
  TarGz(std::function<void(std::string piece)> piece, Timestamp made_at);
  ~TarGz();
  TarGz(const TarGz&) = delete;
  TarGz& operator=(const TarGz&) = delete;

  // Adds a file. `name` is ASCII, of kNameMost at most.
  void add(std::string_view name, std::string_view content);
  // Ends the archive; nothing may follow.
  void finish();

  // Bytes given to `piece` so far.
  std::int64_t bytes() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::custody
