#pragma once

// Trying a connection out: a sign-in that signs nobody in, and says step by step what came and what
// is wrong. The last one of each connection is kept.

#include "suites/platform/single_sign_on/begin_sign_on.h"
#include "suites/platform/single_sign_on/connections.h"

namespace sangam::suites::platform::single_sign_on {

enum class TrialStep : std::uint8_t {
  settings,  // all that is needed was given
  provider,  // it can be reached, and says what can be used
  answer,    // somebody signed in there, and what it says can be believed
  address,   // it says which address they have, and the connection speaks for it
  name,      // and what they are called
  role,      // and in which groups they are: what they may do here
};
SANGAM_ENUM(TrialStep, settings, provider, answer, address, name, role)

enum class TrialOutcome : std::uint8_t { good, advice, wrong };
SANGAM_ENUM(TrialOutcome, good, advice, wrong)

struct TrialLine {
  TrialStep step{};
  TrialOutcome outcome{};
  std::string detail;
};
SANGAM_DESCRIBE(TrialLine, (step, "What was looked at"),
                (outcome, "good, advice, or wrong: then nobody could sign in"),
                (detail, "In plain words"))

struct Trial {
  Timestamp at;
  bool passed = false;
  std::vector<TrialLine> lines;
};
SANGAM_DESCRIBE(Trial, (at, "When"), (passed, "Whether somebody could sign in"),
                (lines, "Step by step"))

struct BegunTrial {
  std::optional<std::string> location;
  std::optional<Trial> trial;
};
SANGAM_DESCRIBE(BegunTrial, (location, "Where to go now; absent when it failed already"),
                (trial, "How it failed already"))

// Any loop.
class Trials {
 public:
  explicit Trials(Services& services) : s_(services) {}

  // Of a draft too.
  Task<BegunTrial> begin(api::Call& call, NamedConnection request);
  // Throws Error{not_found} before the first.
  Task<Trial> last(api::Call& call, NamedConnection request);
  // What came of it.
  Task<Trial> keep(api::Call& call, ConnectionRow connection,
                   std::expected<Person, SignOnRefusal> answer);

 private:
  Task<void> write(api::Call& call, ConnectionRow connection, Trial trial);

  Services& s_;
};

}  // namespace sangam::suites::platform::single_sign_on
