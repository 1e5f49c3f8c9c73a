#include "kernel/saga/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/json_writer.h"

namespace sangam::saga {
namespace {

using ::testing::HasSubstr;

struct Basket {
  std::int64_t units = 0;
};
SANGAM_DESCRIBE(Basket, (units, "How many"))
struct Parcel {
  std::int64_t paid = 0;
  std::optional<std::string> place;
};
SANGAM_DESCRIBE(Parcel, (paid, "How much"), (place, "Where"))
struct Paid {
  std::int64_t amount = 0;
};
SANGAM_DESCRIBE(Paid, (amount, "How much"))

Task<Outcome> act(StepCall&) { co_return Outcome::done(); }

Definition order() {
  return {.name = "shop.order",
          .summary = "From basket to parcel",
          .input = data_type<Basket>(),
          .state = data_type<Parcel>(),
          .steps = {{.name = "reserve", .text = "Reserves", .act = act, .compensate = act},
                    {.name = "gift",
                     .text = "Adds a gift",
                     .act = act,
                     .when = [](const View& view) { return view.input<Basket>().units > 10; }},
                    {.name = "paid",
                     .text = "Waits for the money",
                     .kind = StepKind::signal,
                     .payload = data_type<Paid>(),
                     .receive =
                         [](const Arrival& arrival) {
                           arrival.state<Parcel>().paid = arrival.payload<Paid>().amount;
                           return Outcome::done();
                         }},
                    {.name = "send", .text = "Sends", .act = act}}};
}

Entry entry(std::int32_t n, EntryKind kind, std::string step, std::optional<std::string> state = {},
            std::optional<std::string> payload = {}) {
  return {.n = n,
          .kind = kind,
          .step = std::move(step),
          .at = Timestamp{1'000 + n},
          .actor = "saga",
          .detail = {},
          .payload = std::move(payload),
          .state = std::move(state)};
}

Recording recorded() {
  return {.definition = "shop.order",
          .definition_hash = hash_of(order()),
          .input = R"({"units":3})",
          .state = R"({"paid":40,"place":"left"})",
          .progress = {.status = Status::done, .step = 4, .marks = "dsdd"},
          .log = {entry(0, EntryKind::started, "", R"({"paid":0})"),
                  entry(1, EntryKind::done, "reserve", R"({"paid":0,"place":"left"})"),
                  entry(2, EntryKind::received, "paid", R"({"paid":40,"place":"left"})",
                        R"({"amount":40})"),
                  entry(3, EntryKind::done, "send", R"({"paid":40,"place":"left"})")}};
}

std::string divergence(const Definition& definition, const Recording& recording) {
  const auto found = replay(definition, recording);
  return found ? std::to_string(found->n) + ": " + found->what : "";
}

TEST(Replay, AgreesWithTheCodeThatRecorded) {
  EXPECT_EQ(divergence(order(), recorded()), "");
  const auto read = read_recording(api::to_json(recorded()));
  ASSERT_TRUE(read.has_value()) << read.error();
  EXPECT_EQ(divergence(order(), *read), "");
}

// As docs/guides/sagas.md says it.
TEST(Replay, KeepsAReplyBesideTheTests) {
  const auto text = api::to_json(recorded());
  EXPECT_FALSE(saga::replay(order(), *saga::read_recording(text)).has_value());
}

TEST(Replay, FindsChangedSteps) {
  auto changed = order();
  changed.steps.erase(changed.steps.begin() + 1);
  EXPECT_THAT(divergence(changed, recorded()), HasSubstr("0: the steps have changed"));
  auto recording = recorded();
  recording.definition_hash = hash_of(changed);
  recording.progress.marks = "ddd";
  recording.progress.step = 3;
  EXPECT_EQ(divergence(changed, recording), "");
}

TEST(Replay, FindsAChangedCondition) {
  auto changed = order();
  changed.steps[1].when = [](const View& view) { return view.input<Basket>().units > 1; };
  EXPECT_THAT(divergence(changed, recorded()), HasSubstr("2: "));
}

TEST(Replay, FindsAChangedEffectOfASignal) {
  auto changed = order();
  changed.steps[2].receive = [](const Arrival& arrival) {
    arrival.state<Parcel>().paid = -arrival.payload<Paid>().amount;
    return Outcome::done();
  };
  EXPECT_THAT(divergence(changed, recorded()), HasSubstr("2: the state is"));
  changed.steps[2].receive = [](const Arrival&) { return Outcome::refused("too late"); };
  EXPECT_THAT(divergence(changed, recorded()), HasSubstr("2: the signal is refused now"));
}

TEST(Replay, FindsAnotherFormAndAnotherEnd) {
  auto recording = recorded();
  recording.log[1].state = R"({"paid":"none"})";
  EXPECT_THAT(divergence(order(), recording), HasSubstr("1: the state has another form"));
  recording = recorded();
  recording.progress.status = Status::parked;
  EXPECT_THAT(divergence(order(), recording), HasSubstr("4: done at step 4"));
  recording = recorded();
  recording.log.erase(recording.log.begin() + 1);
  EXPECT_THAT(divergence(order(), recording), HasSubstr("1: the log has a gap"));
}

}  // namespace
}  // namespace sangam::saga
