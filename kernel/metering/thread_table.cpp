#include "kernel/metering/thread_table.h"

#include <sys/mman.h>

#include <bit>
#include <new>

#include "base/assert.h"

namespace sangam::metering {

namespace {

// Numbers of tenants follow each other; the multiplication spreads them (Fibonacci hashing).
std::size_t spread(std::int32_t tenant) noexcept {
  return (static_cast<std::uint32_t>(tenant) * std::uint64_t{0x9E37'79B9'7F4A'7C15}) >> 32;
}

void* map_zeroed(std::size_t bytes) {
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return memory;
}

}  // namespace

void Unmap::operator()(void* memory) const noexcept { ::munmap(memory, bytes); }

ThreadTable::ThreadTable(std::size_t tenants_most)
    : tenants_most_(tenants_most),
      mask_(2 * tenants_most - 1),
      index_(static_cast<std::uint32_t*>(map_zeroed((mask_ + 1) * sizeof(std::uint32_t))),
             Unmap{(mask_ + 1) * sizeof(std::uint32_t)}),
      table_(static_cast<TableRow*>(map_zeroed(tenants_most * sizeof(TableRow))),
             Unmap{tenants_most * sizeof(TableRow)}) {
  SANGAM_ASSERT(std::has_single_bit(tenants_most));
}

TableRow* ThreadTable::find(std::int32_t tenant) noexcept {
  for (auto slot = spread(tenant) & mask_;; slot = (slot + 1) & mask_) {
    const auto found = index_[slot];
    if (found == 0) {
      const auto row = rows_.load(std::memory_order_relaxed);
      if (row == tenants_most_) return nullptr;
      table_[row].tenant = tenant;
      index_[slot] = static_cast<std::uint32_t>(row + 1);
      rows_.store(row + 1, std::memory_order_release);
      return &table_[row];
    }
    if (table_[found - 1].tenant == tenant) return &table_[found - 1];
  }
}

bool ThreadTable::add(std::int32_t tenant, std::size_t cell, std::uint32_t by) noexcept {
  auto* row = find(tenant);
  if (row == nullptr) return false;
  // Nobody else writes: no locked instruction is needed.
  const std::atomic_ref value(row->cells[cell]);
  value.store(value.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
  return true;
}

}  // namespace sangam::metering
