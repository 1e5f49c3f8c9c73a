#pragma once

// The database sessions of an event loop, and who knows them for every loop.

namespace sangam::runtime {
class EventLoop;
}
namespace sangam::store {
class Pool;
}

namespace sangam::api {

struct Pools {
  store::Pool* app = nullptr;
  store::Pool* auth = nullptr;
};

// Gives the sessions of the loop a request runs on.
class PoolDirectory {
 public:
  virtual ~PoolDirectory() = default;
  virtual Pools pools_of(const runtime::EventLoop& loop) const = 0;
};

}  // namespace sangam::api
