#include "suites/platform/single_sign_on/trials.h"

#include <algorithm>

#include "suites/platform/single_sign_on/admission.h"
#include "suites/platform/single_sign_on/connection_rules.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

struct TrialRow {
  Timestamp at;
  bool passed = false;
  std::vector<TrialStep> steps;
  std::vector<TrialOutcome> outcomes;
  std::vector<std::string> details;
};
SANGAM_DESCRIBE(TrialRow, (at, ""), (passed, ""), (steps, ""), (outcomes, ""), (details, ""))

constexpr std::size_t kGroupsShown = 20;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kGroupsShown; ++i)
    text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kGroupsShown)
    text += " and " + std::to_string(names.size() - kGroupsShown) + " more";
  return text;
}

class Report {
 public:
  explicit Report(Timestamp at) { trial_.at = at; }

  Report& add(TrialStep step, TrialOutcome outcome, std::string detail) {
    trial_.lines.push_back({step, outcome, std::move(detail)});
    return *this;
  }
  Trial finish() {
    trial_.passed = std::ranges::none_of(
        trial_.lines, [](const TrialLine& one) { return one.outcome == TrialOutcome::wrong; });
    return std::move(trial_);
  }

 private:
  Trial trial_;
};

bool is_of_provider(SignOnFault fault) { return fault == SignOnFault::provider_unusable; }

std::string came(const Person& person) {
  return person.received.empty() ? "It sent no attributes at all."
                                 : "It sent these: " + listed(person.received) + ".";
}

void describe_settings(const ConnectionRow& connection, Report& report) {
  if (connection.wants_signed_requests)
    report.add(TrialStep::settings, TrialOutcome::advice,
               "Its metadata says that the identity provider wants signed requests, and ours are "
               "not signed: if it shows an error, let it take unsigned ones.");
  else report.add(TrialStep::settings, TrialOutcome::good, "All that is needed is there.");
}

void describe_name(const Person& person, Report& report) {
  if (person.name.empty())
    report.add(TrialStep::name, TrialOutcome::advice,
               "No name came, so new members are called by their address. " + came(person));
  else report.add(TrialStep::name, TrialOutcome::good, "Their name: " + person.name + ".");
}

std::string groups_of(const Person& person) {
  if (!person.groups) return "Nothing was said of groups.";
  return person.groups->empty() ? "They are in no group."
                                : "Their groups: " + listed(*person.groups) + ".";
}

void describe_role(const ConnectionRow& connection, const Person& person, Report& report) {
  const auto role = role_of_groups(connection, person.groups);
  const auto given = std::string(name(role.value_or(connection.default_role)));
  const auto groups = groups_of(person);
  if (connection.groups.empty())
    report.add(TrialStep::role, TrialOutcome::good,
               groups + " Groups give no roles here; new members become " + given + ".");
  else if (!role)
    report.add(TrialStep::role, TrialOutcome::advice,
               groups +
                   " Although groups give roles here, members would keep theirs, and new ones "
                   "become " +
                   given + ". " + came(person));
  else report.add(TrialStep::role, TrialOutcome::good, groups + " They would be " + given + ".");
}

Trial to_trial(TrialRow row) {
  Trial trial{.at = row.at, .passed = row.passed, .lines = {}};
  const auto count = std::min({row.steps.size(), row.outcomes.size(), row.details.size()});
  for (std::size_t i = 0; i < count; ++i)
    trial.lines.push_back({row.steps[i], row.outcomes[i], std::move(row.details[i])});
  return trial;
}

}  // namespace

Task<BegunTrial> Trials::begin(api::Call& call, NamedConnection request) {
  require_trustee(call);
  std::optional<ConnectionRow> row;
  {
    auto work = call.transaction(store::Mode::read_only);
    row = co_await work.row<ConnectionRow>(kGetConnection, call.tenant().number, request.id);
  }
  if (!row) throw Error{Code::not_found, "There is no such connection."};
  require_complete(*row);
  const auto location = co_await begin_sign_on(call, s_,
                                               {.connection = *row,
                                                .purpose = Purpose::test,
                                                .next = "/security/sign-on/" + row->id.str(),
                                                .email = {}});
  Report report(call.system_time());
  describe_settings(*row, report);
  if (!location) {
    auto trial =
        report.add(TrialStep::provider, TrialOutcome::wrong, location.error().detail).finish();
    co_await write(call, *row, trial);
    co_return BegunTrial{.location = {}, .trial = std::move(trial)};
  }
  // It may send nobody back; what comes back replaces this.
  if (row->wants_signed_requests)
    co_await write(
        call, *row,
        report.add(TrialStep::answer, TrialOutcome::wrong, "Nothing came back yet.").finish());
  co_return BegunTrial{.location = *location, .trial = {}};
}

Task<Trial> Trials::last(api::Call& call, NamedConnection request) {
  auto row = co_await call.row<TrialRow>(kFindTest, request.id);
  if (!row) throw Error{Code::not_found, "The connection was not tried yet."};
  co_return to_trial(std::move(*row));
}

Task<Trial> Trials::keep(api::Call& call, ConnectionRow connection,
                         std::expected<Person, SignOnRefusal> answer) {
  Report report(call.system_time());
  describe_settings(connection, report);
  const bool unreachable = !answer && is_of_provider(answer.error().fault);
  if (unreachable) {
    report.add(TrialStep::provider, TrialOutcome::wrong, answer.error().detail);
  } else {
    report.add(TrialStep::provider, TrialOutcome::good, "The identity provider answered.");
    if (!answer) report.add(TrialStep::answer, TrialOutcome::wrong, answer.error().detail);
  }
  if (answer) {
    const auto& person = *answer;
    report.add(TrialStep::answer, TrialOutcome::good,
               "Somebody signed in there, known as " + person.subject + ".");
    store::UnitOfWork work(*call.pools().auth, connection.tenant_id, call.deadline(),
                           store::Mode::read_only);
    const auto objection = co_await objection_to_address(work, connection.id, person);
    if (objection && person.email.empty())
      report.add(TrialStep::address, TrialOutcome::wrong,
                 "No e-mail address came where it was looked for. " + came(person));
    else if (objection) report.add(TrialStep::address, TrialOutcome::wrong, objection->detail);
    else report.add(TrialStep::address, TrialOutcome::good, "Their address: " + person.email + ".");
    describe_name(person, report);
    describe_role(connection, person, report);
  }
  auto trial = report.finish();
  co_await write(call, std::move(connection), trial);
  co_return trial;
}

Task<void> Trials::write(api::Call& call, ConnectionRow connection, Trial trial) {
  std::vector<TrialStep> steps;
  std::vector<TrialOutcome> outcomes;
  std::vector<std::string> details;
  for (const auto& line : trial.lines) {
    steps.push_back(line.step);
    outcomes.push_back(line.outcome);
    details.push_back(line.detail);
  }
  store::UnitOfWork work(*call.pools().auth, connection.tenant_id, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  work.later(kKeepTest, connection.id, trial.at, trial.passed, steps, outcomes, details);
  co_await work.commit();
}

}  // namespace sangam::suites::platform::single_sign_on
