#pragma once

// Definition: a saga as its module declares it, in C++: steps in order, what undoes them, how often
// they are tried, what they wait for. Start here.
//
//   saga::Definition{
//       .name = "shop.order", .version = 1, .summary = "From basket to parcel",
//       .input = saga::data_type<Order>(), .state = saga::data_type<OrderState>(),
//       .steps = {{.name = "reserve", .text = "Reserves the goods",
//                  .act = [this](StepCall& call) { return reserve(call); },
//                  .compensate = [this](StepCall& call) { return release(call); }},
//                 {.name = "paid", .text = "Waits for the money", .kind = StepKind::signal,
//                  .timeout = std::chrono::hours(24), .payload = saga::data_type<Paid>()}}};
//
// Instances keep the version they began with: who changes the steps declares a further version and
// leaves the old one registered until its last instance has ended.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/saga/data.h"
#include "kernel/saga/shape.h"

namespace sangam::saga {

class StepCall;

// How a try ended that threw nothing. A throw is a failure: tried again, then given up.
struct Outcome {
  static Outcome done() { return {}; }
  // Trying again would not help, and there was no effect: the instance turns back.
  static Outcome refused(std::string why) { return {.accepted = false, .why = std::move(why)}; }

  bool accepted = true;
  std::string why{};
};

// What pure decisions see: nothing else may influence them, or replay would differ.
class View {
 public:
  View(const Data& input, const Data& state) : input_(input), state_(state) {}
  template <Described T>
  const T& input() const {
    return input_.as<T>();
  }
  template <Described T>
  const T& state() const {
    return state_.as<T>();
  }

 private:
  const Data& input_;
  const Data& state_;
};

// A signal on its way into the state.
class Arrival {
 public:
  Arrival(const Data& input, Data& state, const Data& payload)
      : input_(input), state_(state), payload_(payload) {}
  template <Described T>
  const T& input() const {
    return input_.as<T>();
  }
  template <Described T>
  T& state() const {
    return state_.as<T>();
  }
  template <Described T>
  const T& payload() const {
    return payload_.as<T>();
  }

 private:
  const Data& input_;
  Data& state_;
  const Data& payload_;
};

// Tries of a step, and of its compensation.
struct Retry {
  std::int32_t tries = 5;
  std::chrono::milliseconds first_pause{200};  // doubled with each failure, spread
  std::chrono::milliseconds longest_pause{60'000};
};

using Act = std::function<Task<Outcome>(StepCall&)>;

// `text` is for people. Members that do not belong to the kind stay as they are.
struct Step {
  std::string name;
  std::string text;
  StepKind kind = StepKind::action;
  Act act{};         // action: statements and events of one unit of work; outside: I/O
  Act compensate{};  // likewise; empty: there is nothing to undo
  bool pivot = false;
  Retry retry{};
  // Of one try (10 s unless said, five minutes at most); of a timer its duration; of a signal or an
  // approval how long to wait, zero for ever.
  std::chrono::milliseconds timeout{};
  // Pure. False: the step is passed over.
  std::function<bool(const View&)> when{};
  DataType payload{};                                // of a signal
  std::function<Outcome(const Arrival&)> receive{};  // pure; empty: accept, keep nothing
  std::string permission{};                          // of an approval
};

struct Definition {
  std::string name;  // "ledger.payout"
  std::int32_t version = 1;
  std::string summary;
  DataType input;
  DataType state;
  std::chrono::milliseconds deadline{};  // of the whole instance; zero: none
  std::vector<Step> steps;
};

inline constexpr std::chrono::milliseconds kDefaultTry{10'000};
inline constexpr std::chrono::milliseconds kLongestTry{300'000};

Shape shape_of(const Definition& definition);
// Of name, version and steps: equal as long as the order of things is.
std::string hash_of(const Definition& definition);
// How long one try of the step may take.
std::chrono::milliseconds patience_of(const Step& step);
// Asserts what declarations must obey: names unique, each kind with its members.
void require_coherent(const Definition& definition);

}  // namespace sangam::saga
