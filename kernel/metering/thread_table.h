#pragma once

// ThreadTable: what one thread has counted since it began, a row a tenant. One thread writes, one
// reads at the same time; cells only grow (modulo 2^32), so the reader subtracts what it saw.
// Private to this folder.

#include <atomic>
#include <cstddef>
#include <memory>

#include "kernel/metering/meters.h"

namespace sangam::metering {

inline constexpr std::size_t kCells = kMeters * kOutcomes;

struct alignas(64) TableRow {
  std::int32_t tenant = 0;
  std::uint32_t cells[kCells];
};
static_assert(sizeof(TableRow) == 128);

// Gives pages back to the system.
struct Unmap {
  std::size_t bytes = 0;
  void operator()(void* memory) const noexcept;
};

class ThreadTable {
 public:
  // Memory is zeroed pages of the system, which exist once they are written to.
  explicit ThreadTable(std::size_t tenants_most);

  // The writer's. False: there is no room for another tenant.
  bool add(std::int32_t tenant, std::size_t cell, std::uint32_t by) noexcept;

  // The reader's: rows below rows() do not move.
  std::size_t rows() const noexcept { return rows_.load(std::memory_order_acquire); }
  std::int32_t tenant(std::size_t row) const noexcept { return table_[row].tenant; }
  std::uint32_t cell(std::size_t row, std::size_t cell) const noexcept {
    return std::atomic_ref(table_[row].cells[cell]).load(std::memory_order_relaxed);
  }

  // Whether a thread has it; one that ended leaves it to the next.
  std::atomic<bool> taken{true};

 private:
  // The row of `tenant`, which may be made; null without room.
  TableRow* find(std::int32_t tenant) noexcept;

  const std::size_t tenants_most_;
  const std::size_t mask_;
  std::unique_ptr<std::uint32_t[], Unmap> index_;  // by hash: number of the row, plus one
  std::unique_ptr<TableRow[], Unmap> table_;
  std::atomic<std::size_t> rows_{0};
};

}  // namespace sangam::metering
