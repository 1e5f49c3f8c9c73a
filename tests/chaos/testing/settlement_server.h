#pragma once

// A server that does nothing but issue invoices and settle them: the parts of the real one that a
// settlement passes through, with a private database, made to be killed.

#include <filesystem>

namespace sangam::chaos {

inline constexpr std::int32_t kTenant = 7;
inline constexpr std::size_t kPayers = 4;

enum class Task : std::uint8_t {
  work,   // issues and pays invoices until killed
  drain,  // waits until no settlement is under way, then for SIGTERM, then stops in order
};

// Serves in `directory` and says on standard output, a line each:
//   ready N    serving, after finding N invoices intended
//   paid ID    the unit of work that settles this invoice is committed
//   drained    nothing is under way
// Returns the exit status.
int run_settlement_server(const std::filesystem::path& directory, Task task);

}  // namespace sangam::chaos
