#pragma once

// FaultGate: a Unix-socket proxy between a client and PostgreSQL that cuts a session where a test
// wants it: before anything of an exchange has arrived, in the middle of it, or after PostgreSQL
// did it and before the client hears so.

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "kernel/store/connection_settings.h"
#include "kernel/store/testing/temporary_folder.h"

namespace sangam::lane::testing {

enum class Cut : std::uint8_t {
  none,
  before,  // what the client sends next does not arrive
  within,  // of what it sends next only the first half arrives
  after,   // all arrives and is carried out; the answer is lost
  linger,  // as `after`, but PostgreSQL keeps its session for a while longer
};

// Serves any number of sessions, each on threads of its own, until destroyed.
class FaultGate {
 public:
  // `target`: an endpoint whose conninfo begins with "host=FOLDER ".
  explicit FaultGate(const store::Endpoint& target);
  ~FaultGate();
  FaultGate(const FaultGate&) = delete;
  FaultGate& operator=(const FaultGate&) = delete;

  // The same database, through the gate.
  const store::Endpoint& endpoint() const noexcept { return endpoint_; }

  // The next message that holds `word` from any client is cut. Once. Any thread.
  void cut_next(Cut cut, std::string word);
  // From now on sessions are closed as soon as they come, or no more. Any thread.
  void refuse(bool refusing);
  // How many sessions have been cut, and how many have come.
  int cuts() const noexcept;
  int sessions() const noexcept;

 private:
  struct State;
  void accept_sessions();

  store::testing::TemporaryFolder folder_;
  store::Endpoint endpoint_;
  std::shared_ptr<State> state_;
  int listener_ = -1;
  std::thread thread_;
};

}  // namespace sangam::lane::testing
