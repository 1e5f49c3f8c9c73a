#pragma once

// Real PostgreSQL for `_dbtest` executables: one private cluster an executable, started on first
// use and stopped at its end, without fsync; a fresh database a test, copied from a migrated
// template in some 30 ms. The empty cluster itself is cached beside the executable.
//
//   TEST(Accounts, Opens) {
//     store::testing::Database database({suites::ledger::schema()});
//     run_until_done(database.loop(), open_account(database.pool(store::Role::app)));
//   }

#include <map>
#include <memory>
#include <string>

#include "base/task.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/cluster.h"
#include "kernel/store/migrations.h"
#include "kernel/store/pool.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::store::testing {

// The executable's cluster.
Cluster& shared_cluster();

// A database of that name in it.
Endpoint endpoint_in_cluster(const std::string& database);

// Thirty seconds from now: for test steps that must not hang.
runtime::Deadline soon();

// A database of its own with the kernel's schema and `modules` applied, dropped at the end. Belongs
// to the test's thread, which also runs its loop.
class Database {
 public:
  explicit Database(Migrations modules = {});
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const Endpoint& endpoint() const noexcept { return endpoint_; }
  runtime::EventLoop& loop() noexcept { return *loop_; }
  // The pool of a role, made on first use with `size` sessions.
  Pool& pool(Role role = Role::app, std::size_t size = 4);
  UnitOfWork work(std::int32_t tenant, Mode mode = Mode::read_write, Role role = Role::app);

  // Runs SQL as the superuser, past every rule: for arranging and for looking behind.
  void execute(const std::string& sql);
  // First column of the first row as text; "" for NULL, or no row.
  std::string value(const std::string& sql);

 private:
  std::string name_;
  Endpoint endpoint_;
  std::unique_ptr<runtime::EventLoop> loop_;
  std::map<Role, std::unique_ptr<Pool>> pools_;
};

// Runs the loop on this thread until the task ends; returns its value or rethrows its exception.
template <class T>
T run_until_done(runtime::EventLoop& loop, Task<T> task);

}  // namespace sangam::store::testing

#include "kernel/store/testing/run_until_done.h"
