#include "apps/sangam/operator_command.h"

#include <sodium.h>

#include <iostream>
#include <memory>
#include <optional>

#include "apps/sangam/data_folder.h"
#include "apps/sangam/modules.h"
#include "apps/sangam/password_prompt.h"
#include "base/assert.h"
#include "base/command_line/command_line.h"
#include "suites/platform/identity/operators.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kPatience{60};

struct OperatorOptions {
  std::filesystem::path data = "data";
  std::string database_url;
  std::string email;
  std::string name;
};

template <class T>
T parse(const std::string& option, const std::string& text) {
  T value;
  if (const auto fault = T::parse(text, value))
    throw command_line::UsageError(option, fault->detail);
  return value;
}

// A schema of another age may keep people differently.
void require_current_schema(const store::Endpoint& endpoint) {
  if (!store::plan(endpoint, migrations(false), Deadline::in(kPatience)).empty())
    throw std::runtime_error(
        "the database has not this program's schema: start the server once, or run"
        " `sangam migrate`");
}

void run_add(const OperatorOptions& options) {
  SANGAM_ASSERT(sodium_init() >= 0);
  suites::platform::NewOperator person;
  person.email = parse<Email>("--email", options.email);
  person.name = parse<Text<1, 120>>("--name", options.name);
  std::optional<DataFolder> folder;
  store::Endpoint endpoint{options.database_url};
  if (endpoint.conninfo.empty()) endpoint = folder.emplace(options.data).endpoint();
  require_current_schema(endpoint);
  person.password = ask_for_new_password();

  const auto deadline = Deadline::in(kPatience);
  store::BatchConnection auth(endpoint.as(store::Role::auth), deadline);
  auth.script("begin", deadline);
  const auto id = suites::platform::add_operator(auth, person, "sangam operator add", deadline);
  auth.script("commit", deadline);
  std::cout << "operator " << id.str() << " " << person.email.str() << "\n";
}

}  // namespace

void add_operator_command(command_line::Command& program) {
  auto command = program.subcommand("operator", "People who run the platform");
  command.group("Running a server");
  command.require_subcommand();
  auto add = command.subcommand(
      "add", "Add an operator; asks for the password, or reads it from standard input");
  auto options = std::make_shared<OperatorOptions>();
  add.option("--data", options->data, "Folder of all data").shows_default();
  add.option("--database-url", options->database_url, "As of `sangam serve`");
  add.option("--email", options->email, "For signing in").required();
  add.option("--name", options->name, "Shown to people").required();
  add.action([options] { run_add(*options); });
}

}  // namespace sangam::apps
