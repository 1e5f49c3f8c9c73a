#include "kernel/saga/replay.h"

#include "kernel/saga/machine.h"

namespace sangam::saga {

namespace {

std::string describe(const Progress& p) {
  auto text = std::string(name(p.status)) + " at step " + std::to_string(p.step) + ", marks " +
              p.marks + ", attempt " + std::to_string(p.attempt);
  if (p.paused) text += ", paused";
  if (p.timer_at) text += ", timer " + p.timer_at->str();
  if (p.failure) text += ", because " + *p.failure;
  return text;
}

class Replay {
 public:
  Replay(const Definition& definition, const Recording& recording)
      : definition_(definition), recording_(recording), shape_(shape_of(definition)) {}

  std::optional<Divergence> run();

 private:
  using Fault = std::optional<std::string>;

  Fault check_header() const;
  Fault take(const Entry& entry);
  Fault take_state(const Entry& entry);
  Fault take_signal(const Entry& entry);
  Fault check_end() const;

  const Definition& definition_;
  const Recording& recording_;
  Shape shape_;
  Progress progress_;
  Data input_;
  Data state_;
};

Replay::Fault Replay::check_header() const {
  if (recording_.definition != definition_.name || recording_.version != definition_.version)
    return "recorded of " + recording_.definition + " version " +
           std::to_string(recording_.version);
  if (recording_.definition_hash != hash_of(definition_))
    return "the steps have changed: declare a further version";
  return std::nullopt;
}

// A signal's effect on the state is pure, so it is worked out anew.
Replay::Fault Replay::take_signal(const Entry& entry) {
  const auto& step = definition_.steps[static_cast<std::size_t>(progress_.step)];
  if (step.kind != StepKind::signal) return "a signal came, and " + step.name + " takes none";
  const auto payload = Data::parse(step.payload, *entry.payload);
  if (!payload) return "the payload: " + payload.error();
  Data state = state_;
  const auto outcome =
      step.receive ? step.receive(Arrival(input_, state, *payload)) : Outcome::done();
  if (outcome.accepted != (entry.kind == EntryKind::received))
    return outcome.accepted ? "the signal is accepted now" : "the signal is refused now";
  if (outcome.accepted) state_ = std::move(state);
  return std::nullopt;
}

Replay::Fault Replay::take_state(const Entry& entry) {
  const bool by_signal = entry.payload.has_value();
  if (by_signal && progress_.status == Status::waiting) {
    if (auto fault = take_signal(entry)) return fault;
  }
  if (!entry.state) return std::nullopt;
  auto recorded = Data::parse(definition_.state, *entry.state);
  if (!recorded) return "the state has another form: " + recorded.error();
  const auto text = by_signal ? state_.json() : recorded->json();
  if (text != *entry.state) return "the state is " + text + ", recorded was " + *entry.state;
  state_ = std::move(*recorded);
  return std::nullopt;
}

Replay::Fault Replay::take(const Entry& entry) {
  if (auto fault = take_state(entry)) return fault;
  const Skips skips = [this](std::size_t step) {
    const auto& when = definition_.steps[step].when;
    return when && !when(View(input_, state_));
  };
  auto next = apply(shape_, std::move(progress_), entry, skips);
  if (!next) return next.error();
  progress_ = std::move(*next);
  return std::nullopt;
}

Replay::Fault Replay::check_end() const {
  if (progress_ != recording_.progress)
    return describe(progress_) + "; recorded was " + describe(recording_.progress);
  if (state_.json() != recording_.state)
    return "the state is " + state_.json() + ", recorded was " + recording_.state;
  return std::nullopt;
}

std::optional<Divergence> Replay::run() {
  if (auto fault = check_header()) return Divergence{0, std::move(*fault)};
  auto input = Data::parse(definition_.input, recording_.input);
  if (!input) return Divergence{0, "the input: " + input.error()};
  input_ = std::move(*input);
  state_ = Data(definition_.state);
  std::int32_t n = 0;
  for (const auto& entry : recording_.log) {
    if (entry.n != n) return Divergence{n, "the log has a gap"};
    if (auto fault = take(entry)) return Divergence{n, std::move(*fault)};
    ++n;
  }
  if (auto fault = check_end()) return Divergence{n, std::move(*fault)};
  return std::nullopt;
}

}  // namespace

std::expected<Recording, std::string> read_recording(std::string_view json) {
  auto data = Data::parse(data_type<Recording>(), json);
  if (!data) return std::unexpected(data.error());
  return std::move(data->as<Recording>());
}

std::optional<Divergence> replay(const Definition& definition, const Recording& recording) {
  return Replay(definition, recording).run();
}

}  // namespace sangam::saga
