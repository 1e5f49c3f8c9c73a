#pragma once

// What happens when the disk below our own cluster is full. PostgreSQL must never find it so: it
// stops when it cannot write its log. A file keeps some room; when little is free beside it, the
// file is given up, and this process refuses writes, so that reads (and PostgreSQL) go on in what
// the file held. When there is room again, the file comes back and writes are taken.
//
//   room ── less than `least_bytes` free ──> full: the file is removed, writes are refused
//    ^                                         │
//    └── enough for the file and twice that ───┘
//
// A process has one data folder, so whether there is room is known to all of it: UnitOfWork and
// lanes refuse writes by themselves.

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "kernel/runtime/deadline.h"

namespace sangam::store {

// False while a DiskReserve finds the disk full. Any thread, a few nanoseconds.
bool has_room() noexcept;

// The Error of a write that is refused because of that.
Error storage_full();

struct DiskReserveSettings {
  std::filesystem::path file;  // its folder must exist
  std::uint64_t bytes = 64ULL << 20;
  std::uint64_t least_bytes = 32ULL << 20;  // two files of PostgreSQL's write-ahead log
  runtime::milliseconds look_every{100};
  // Bytes that are free beside the file; asks the file system unless given.
  std::function<std::uint64_t()> available{};
};

// One a process. Looks at the disk at once, and then from a thread of its own until its end, after
// which there is room; the file stays for the next process.
class DiskReserve {
 public:
  explicit DiskReserve(DiskReserveSettings settings);
  ~DiskReserve();
  DiskReserve(const DiskReserve&) = delete;
  DiskReserve& operator=(const DiskReserve&) = delete;

 private:
  void serve();
  void look();
  void give_up(std::uint64_t available) const;
  bool make_file() const;

  DiskReserveSettings settings_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sangam::store
