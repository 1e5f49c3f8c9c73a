#pragma once

// BatchConnection: a blocking session for threads that own one: lanes, migrations, tools.
// Statements are prepared on first use and pipelined: send() several, then execute() makes one
// round trip. Everything up to execute() is one implicit transaction unless BEGIN and COMMIT are
// sent, and the first error skips the rest, COMMIT included.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/runtime/deadline.h"
#include "kernel/store/binary_array.h"
#include "kernel/store/parameters.h"
#include "kernel/store/result.h"
#include "kernel/store/statement.h"

namespace sangam::store {

// The form in which a result's values arrive.
enum class ValueFormat : std::uint8_t { text = 0, binary = 1 };

// Used by one thread at a time. After ConnectionLost or Error{deadline_exceeded} it is closed:
// make another.
class BatchConnection {
 public:
  // Opens the session. Throws ConnectionLost, Error{deadline_exceeded}. With the private cluster's
  // socket this takes a few milliseconds.
  BatchConnection(const std::string& conninfo, runtime::Deadline deadline);
  ~BatchConnection();
  BatchConnection(BatchConnection&&) noexcept;
  BatchConnection& operator=(BatchConnection&&) noexcept;

  // Queues an execution with binary parameters; results come in binary form. The parameters' bytes
  // are copied.
  void send(const Statement& statement, std::span<const BinaryParameter> parameters = {});
  void send(const Statement& statement, std::initializer_list<BinaryParameter> parameters) {
    send(statement, std::span(parameters.begin(), parameters.size()));
  }
  // Queues an execution with text parameters; results come in text form.
  void send_text(const Statement& statement, const Parameters& parameters);

  // Sends what is queued and waits for all answers: one round trip. Returns one result a statement,
  // in order. Throws the first error (DatabaseError with `index`, or what throw_database_error
  // makes of it); the caller then rolls back if it had sent BEGIN.
  std::vector<Result> execute(runtime::Deadline deadline);

  // One statement with text parameters and text results.
  template <class... Args>
  Result run(runtime::Deadline deadline, const Statement& statement, const Args&... args) {
    send_text(statement, Parameters::of(0, args...));
    return std::move(execute(deadline).front());
  }

  // Runs a script of several statements by the simple protocol (migrations). Returns the last
  // result.
  Result script(const std::string& sql, runtime::Deadline deadline);

  // Whether the session stands outside any transaction, inside a sound one, or inside a failed one.
  enum class Transaction : std::uint8_t { none, open, failed };
  Transaction transaction() const noexcept;
  // Rolls back what is open, if anything.
  void rollback(runtime::Deadline deadline);
  bool closed() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::store
