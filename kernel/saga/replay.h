#pragma once

// Replay: runs a recorded log against the code as it is now, and says where the two part. Any
// module tests its definitions with it on logs that were exported (the reply of `sagas.get` is a
// recording): a change that would lead running instances astray fails the test.
//
// What is pure is run again: the machine, conditions, what signals do to the state. Effects are
// not: a recorded step brings the state that it left.

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/saga/definition.h"
#include "kernel/saga/entry.h"
#include "kernel/saga/progress.h"

namespace sangam::saga {

struct Recording {
  std::string definition;
  std::int32_t version = 1;
  std::string definition_hash;
  std::string input;  // JSON
  std::string state;  // JSON, after the last entry
  Progress progress;  // after the last entry
  std::vector<Entry> log;
};
SANGAM_DESCRIBE(Recording, (definition, "Its name"), (version, "Its version"),
                (definition_hash, "Of its steps"), (input, "What it began with: JSON as text"),
                (state, "Its present state: JSON as text"), (progress, "Where it stands"),
                (log, "What happened, in order"))

// Where code and record part.
struct Divergence {
  std::int32_t n = 0;  // the entry; one past the last: the end differs
  std::string what;    // for people
};

// Members that Recording does not know are left out. The error is a sentence for people.
std::expected<Recording, std::string> read_recording(std::string_view json);

// Nothing: the code does what was recorded. O(entries x steps).
std::optional<Divergence> replay(const Definition& definition, const Recording& recording);

}  // namespace sangam::saga
