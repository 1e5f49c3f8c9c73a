#pragma once

// ConnectionBudget: how many database sessions a server may need at once. The private cluster is
// given as many; a database of somebody else's must have them, which is checked before anything is
// served: running out later would look like a database that is away.

#include <cstddef>

#include "kernel/runtime/deadline.h"
#include "kernel/store/connection_settings.h"

namespace sangam::apps {

// Of each pool of a loop: one of the role app, one of the role auth.
inline constexpr std::size_t kSessionsAPool = 8;
// More are refused: each costs PostgreSQL a process.
inline constexpr std::size_t kSessionsMost = 1'000;

struct ConnectionBudget {
  std::size_t loops = 1;
  std::size_t lanes = 1;

  // Two pools, the consumers' and the sagas' session a loop, one a lane, one each for relay, mail,
  // jobs and sealer, two each to find webhooks, to take care of tenants and to keep their figures.
  std::size_t server() const noexcept;
  // And a reserve for commands beside the server, and for PostgreSQL's superuser.
  std::size_t total() const noexcept;
};

// Throws std::runtime_error naming the flags to lower when it is over kSessionsMost.
void require_sane(const ConnectionBudget& budget);
// Throws std::runtime_error when the database allows fewer sessions than total(). Other servers on
// the same database are not counted: who runs several adds up.
void require_room(const store::Endpoint& endpoint, const ConnectionBudget& budget,
                  runtime::Deadline deadline);

}  // namespace sangam::apps
