#pragma once

// Pipeline: libpq's pipeline mode on one session, without waiting: what Connection (coroutines) and
// BatchConnection (blocking) share. Private to kernel/store.
//
// Source: PostgreSQL manual, "Pipeline Mode". After an error the server skips everything up to the
// next Sync; every exchange here ends with exactly one.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/store/database_error.h"
#include "kernel/store/prepared_cache.h"
#include "kernel/store/result.h"
#include "kernel/store/statement.h"

struct pg_conn;

namespace sangam::store {

// Values of one execution in the form libpq wants them: null pointer for NULL; `lengths` empty for
// text values.
struct WireParameters {
  std::span<const char* const> values;
  std::span<const int> lengths;
  bool binary = false;  // of parameters and of the result
};

// What an exchange brought: the results of the executions up to the first error.
struct Outcome {
  std::vector<Result> results;
  std::optional<DatabaseError> error;
};

class Pipeline {
 public:
  // Takes over an open session.
  Pipeline(pg_conn* session, std::size_t statement_limit);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Adds an execution, and before it the preparation when the statement is new to this session.
  void queue(const Statement& statement, const WireParameters& parameters);
  // Ends the exchange; advance() until it says `nothing`.
  void sync();

  // What the caller must wait for before calling advance() again.
  enum class Need : std::uint8_t { nothing, readable, readable_or_writable };
  // Sends and receives what it can without waiting. Throws ConnectionLost.
  Need advance();
  // After Need::nothing: the exchange's outcome, once.
  Outcome take_outcome();

  // Runs a script of several statements by the simple protocol, outside pipeline mode, while
  // nothing is queued. Blocks in `wait`, which returns when the socket is ready, or throws.
  Outcome simple_query(const std::string& sql, const std::function<void()>& wait);
  // Whether output waits for the socket, during a simple query.
  bool unsent() const noexcept { return unsent_; }

  // Whether answers are outstanding.
  bool busy() const noexcept { return !pending_.empty(); }
  bool broken() const noexcept { return broken_; }
  // Looks whether the idle session is still alive; no round trip.
  bool alive() noexcept;
  // Closes the session at once.
  void close() noexcept;

  enum class Transaction : std::uint8_t { none, open, failed };
  Transaction transaction() const noexcept;
  int socket() const noexcept;
  pg_conn* session() noexcept { return session_.get(); }

 private:
  enum class Kind : std::uint8_t { prepare, execute, deallocate, sync };
  struct Pending {
    Kind kind;
    std::string name;                 // of the prepared statement
    std::string_view statement = {};  // Statement::name
  };
  struct Finish {
    void operator()(pg_conn* session) const noexcept;
  };

  void prepare_if_new(const Statement& statement, std::string& name);
  void accept(pg_result* result);
  void fail_front(const pg_result* result);
  [[noreturn]] void lose(std::string reason);
  void require(int sent);

  std::unique_ptr<pg_conn, Finish> session_;
  PreparedCache prepared_;
  std::deque<Pending> pending_;
  std::vector<std::string> to_deallocate_;
  Outcome outcome_;
  std::size_t executions_ = 0;  // answered in this exchange
  int empty_answers_ = 0;
  bool waited_ = false;  // for input, which is then to be read
  bool broken_ = false;
  bool unsent_ = false;
};

}  // namespace sangam::store
