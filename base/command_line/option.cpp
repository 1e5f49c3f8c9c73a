#include <CLI/CLI.hpp>

#include "base/command_line/command_line.h"

namespace sangam::command_line {

namespace {

// CLI11 reads "-1" into an unsigned number as the largest one.
std::string refuse_negative(const std::string& word) {
  return word.contains('-') ? "Value " + word + " is negative" : std::string();
}

}  // namespace

template <Value T>
Option Command::option(const std::string& name, T& value, const std::string& description) {
  auto* option = app_->add_option(name, value, description);
  if constexpr (std::unsigned_integral<T>) option->check(refuse_negative);
  return Option(*option);
}

// All types of the concept Value.
template Option Command::option(const std::string&, std::string&, const std::string&);
template Option Command::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Command::option(const std::string&, std::filesystem::path&, const std::string&);
template Option Command::option(const std::string&, int&, const std::string&);
template Option Command::option(const std::string&, std::int64_t&, const std::string&);
template Option Command::option(const std::string&, std::uint64_t&, const std::string&);
template Option Command::option(const std::string&, double&, const std::string&);

Option Command::flag(const std::string& name, bool& value, const std::string& description) {
  return Option(*app_->add_flag(name, value, description));
}

Option Command::one_of(const std::string& name, const std::vector<std::string>& words,
                       Choose choose, const std::string& description) {
  auto* option = app_->add_option_function<std::string>(name, std::move(choose), description);
  return Option(*option->check(CLI::IsMember(words)));
}

Option Option::required() { return Option(*option_->required()); }

Option Option::existing_file() { return Option(*option_->check(CLI::ExistingFile)); }

Option Option::between(int low, int high) { return Option(*option_->check(CLI::Range(low, high))); }

Option Option::between(std::size_t low, std::size_t high) {
  return Option(*option_->check(CLI::Range(low, high)));
}

Option Option::between(double low, double high) {
  return Option(*option_->check(CLI::Range(low, high)));
}

Option Option::positive() { return Option(*option_->check(CLI::PositiveNumber)); }

Option Option::excludes(Option other) { return Option(*option_->excludes(other.option_)); }

Option Option::shows_default() { return Option(*option_->capture_default_str()); }

Option Option::one_at_a_time() { return Option(*option_->allow_extra_args(false)); }

}  // namespace sangam::command_line
