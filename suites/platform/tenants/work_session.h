#pragma once

// WorkSession: the custodian's database sessions, and one step of its work after another. Knows no
// thread and no clock, so that tests take the steps at times of their choosing.

#include <exception>
#include <functional>
#include <vector>

#include "base/id.h"
#include "base/timestamp.h"
#include "kernel/custody/tenant_tables.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/connection_settings.h"

namespace sangam::suites::platform::tenants {

// How long an archive is kept, and how often what is left of deleted tenants is searched.
inline constexpr std::int64_t kArchiveNanoseconds = 7LL * 86'400 * kNanosecondsPerSecond;
inline constexpr std::int64_t kLookNanoseconds = 86'400 * kNanosecondsPerSecond;
// An export that failed this often is given up.
inline constexpr std::int32_t kExportTries = 3;
inline constexpr std::int64_t kArchiveMost = 4LL * 1024 * 1024 * 1024;  // bytes

// Used by one thread at a time; after an exception from step() a new one is made.
class WorkSession {
 public:
  // Thrown by step() when `interrupted` said so in the middle of something.
  struct Interrupted : std::exception {
    const char* what() const noexcept override { return "interrupted"; }
  };

  // Opens a session as sangam_custodian. `interrupted` is asked now and then.
  WorkSession(const store::Endpoint& endpoint, std::function<bool()> interrupted);

  // Does what is due at `now`, a batch or an export: whether there was anything. Nothing while
  // another process does the work. Throws DatabaseError, ConnectionLost.
  bool step(Timestamp now);

 private:
  bool lead();
  bool make_export(Timestamp now);
  void write_export(std::int32_t tenant, Uuid id, std::string tenant_id, std::string name,
                    Timestamp now);
  void end_export(std::int32_t tenant, Uuid id, std::string_view status, Timestamp now);
  bool forget_export(Timestamp now);
  bool delete_tenant(Timestamp now);
  void begin_deletion(std::int32_t tenant, Timestamp now);
  void end_deletion(std::int32_t tenant, Uuid id, Timestamp now);
  bool look_again(Timestamp now);
  std::int64_t erase(std::int32_t tenant);
  void throw_if_interrupted() const;

  store::Endpoint endpoint_;
  std::function<bool()> interrupted_;
  store::BatchConnection connection_;
  bool leads_ = false;
};

}  // namespace sangam::suites::platform::tenants
