#include "kernel/store/disk_reserve.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <system_error>

#include "base/assert.h"
#include "kernel/telemetry/log.h"

namespace sangam::store {

namespace {

namespace fs = std::filesystem;

constexpr int kRetryAfterSeconds = 10;

std::atomic<bool> room{true};

// Of what users other than root may take. A disk that cannot be asked is not full: health says what
// is wrong with it.
std::uint64_t available_below(const fs::path& folder) {
  std::error_code failure;
  const auto space = fs::space(folder, failure);
  return failure ? UINT64_MAX : space.available;
}

}  // namespace

bool has_room() noexcept { return room.load(std::memory_order_relaxed); }

Error storage_full() {
  Error error(Code::storage_full,
              "The server's disk is full. Nothing was changed, and what is there can be read; try"
              " again when there is room.");
  error.retry_after_seconds = kRetryAfterSeconds;
  return error;
}

DiskReserve::DiskReserve(DiskReserveSettings settings) : settings_(std::move(settings)) {
  SANGAM_ASSERT(settings_.bytes > 0 && settings_.least_bytes > 0);
  if (!settings_.available)
    settings_.available = [folder = settings_.file.parent_path()] {
      return available_below(folder);
    };
  std::error_code failure;
  // Without a whole file of the process before us we begin as on a full disk.
  room = fs::file_size(settings_.file, failure) == settings_.bytes && !failure;
  look();
  if (!has_room()) log::error("the disk is full: writes are refused");
  thread_ = std::thread([this] { serve(); });
}

DiskReserve::~DiskReserve() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
  room = true;
}

void DiskReserve::serve() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, settings_.look_every, [this] { return stopping_; }))
    look();
}

void DiskReserve::look() {
  const auto available = settings_.available();
  if (has_room()) {
    if (available < settings_.least_bytes) give_up(available);
    return;
  }
  if (available < settings_.bytes + 2 * settings_.least_bytes || !make_file()) return;
  room = true;
  log::info("the disk has room for writes");
}

// Refusing comes first: what is given up is not for writers.
void DiskReserve::give_up(std::uint64_t available) const {
  room = false;
  std::error_code failure;
  fs::remove(settings_.file, failure);
  log::error("the disk is full: writes are refused",
             {{"free_kib", std::to_string(available >> 10)}, {"reason", failure.message()}});
}

bool DiskReserve::make_file() const {
  const int file = open(settings_.file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool made = posix_fallocate(file, 0, static_cast<off_t>(settings_.bytes)) == 0;
  close(file);
  std::error_code ignored;
  if (!made) fs::remove(settings_.file, ignored);
  return made;
}

}  // namespace sangam::store
