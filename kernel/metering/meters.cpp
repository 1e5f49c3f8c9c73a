#include "kernel/metering/meters.h"

#include <algorithm>
#include <utility>

#include "kernel/metering/thread_table.h"

namespace sangam::metering {

namespace {

// The table of this thread, given back when the thread ends.
struct OwnTable {
  ~OwnTable() { give_back(); }
  void give_back() noexcept {
    if (table) table->taken.store(false, std::memory_order_release);
    table.reset();
  }

  std::uint64_t meters = 0;  // whose
  // Shared with the Meters, which may be gone first.
  std::shared_ptr<ThreadTable> table;
};

OwnTable& own_table() noexcept {
  thread_local OwnTable own;
  return own;
}

std::uint64_t next_id() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

// A table and what the reader has seen of it.
struct Meters::Seen {
  std::shared_ptr<ThreadTable> table;
  std::vector<Cells> cells;
};

Meters::Meters(std::size_t tenants_a_thread)
    : tenants_a_thread_(tenants_a_thread), id_(next_id()) {}

Meters::~Meters() = default;

ThreadTable* Meters::table_of_thread() noexcept {
  auto& own = own_table();
  if (own.meters == id_) return own.table.get();
  own.give_back();
  own.meters = id_;
  try {
    own.table = table_for_thread();
  } catch (const std::bad_alloc&) {
    // Everything goes beside.
  }
  return own.table.get();
}

std::shared_ptr<ThreadTable> Meters::table_for_thread() {
  const std::lock_guard lock(mutex_);
  for (const auto& seen : tables_)
    if (!seen->table->taken.exchange(true, std::memory_order_acquire)) return seen->table;
  auto table = std::make_shared<ThreadTable>(tenants_a_thread_);
  tables_.push_back(std::make_unique<Seen>(table, std::vector<Cells>()));
  return table;
}

void Meters::count(std::int32_t tenant, Meter meter, Outcome outcome, std::uint32_t by) noexcept {
  const auto cell = static_cast<std::size_t>(meter) * kOutcomes + static_cast<std::size_t>(outcome);
  auto* table = table_of_thread();
  if (table == nullptr || !table->add(tenant, cell, by)) count_beside(tenant, cell, by);
}

void Meters::count_beside(std::int32_t tenant, std::size_t cell, std::uint32_t by) noexcept {
  try {
    const std::lock_guard lock(mutex_);
    if (beside_.size() < kTenantsBeside || beside_.contains(tenant)) {
      beside_[tenant][cell] += by;
      return;
    }
  } catch (const std::bad_alloc&) {
    // As if there were no room.
  }
  lost_.fetch_add(by, std::memory_order_relaxed);
}

std::vector<Counted> Meters::take() {
  std::vector<Counted> taken;
  const auto add = [&taken](std::int32_t tenant, const Cells& cells) {
    for (std::size_t meter = 0; meter < kMeters; ++meter) {
      Counted counted{.tenant = tenant, .meter = static_cast<Meter>(meter)};
      for (std::size_t i = 0; i < kOutcomes; ++i)
        counted.by_outcome[i] = cells[meter * kOutcomes + i];
      if (std::ranges::any_of(counted.by_outcome, [](auto count) { return count > 0; }))
        taken.push_back(counted);
    }
  };
  const std::lock_guard lock(mutex_);
  for (const auto& seen : tables_) {
    const auto rows = seen->table->rows();
    seen->cells.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      Cells since{};
      for (std::size_t cell = 0; cell < kCells; ++cell) {
        auto& before = seen->cells[row][cell];
        const auto now = seen->table->cell(row, cell);
        since[cell] = now - std::exchange(before, now);
      }
      add(seen->table->tenant(row), since);
    }
  }
  for (const auto& [tenant, cells] : beside_)
    add(tenant, cells);
  beside_.clear();
  return taken;
}

Meters& meters() {
  static Meters all;
  return all;
}

}  // namespace sangam::metering
