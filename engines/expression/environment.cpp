#include "engines/expression/environment.h"

#include "base/assert.h"
#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

const std::map<std::string, Type, std::less<>>& types() {
  static const std::map<std::string, Type, std::less<>> all = {
      {"bool", Kind::boolean},
      {"int", Kind::integer},
      {"uint", Kind::natural},
      {"double", Kind::floating},
      {"string", Kind::text},
      {"bytes", Kind::bytes},
      {"null_type", Kind::null},
      {"list", Type::list({})},
      {"map", Type::map({}, {})},
      {"type", Kind::type},
      {"optional_type", Type::optional({})},
      {"google.protobuf.Timestamp", Kind::timestamp},
      {"google.protobuf.Duration", Kind::duration},
  };
  return all;
}

}  // namespace

Environment::Environment(Checks checks) : checks_(checks) {
  for (auto& standard : standard_library())
    function(std::move(standard));
}

Environment& Environment::variable(std::string name, Type type) {
  const auto number = static_cast<std::int32_t>(variables_.size());
  SANGAM_ASSERT(variables_by_name_.emplace(name, number).second);
  variables_.push_back({std::move(name), std::move(type)});
  return *this;
}

Environment& Environment::function(Function function) {
  auto name = function.name;
  SANGAM_ASSERT(functions_.emplace(std::move(name), std::move(function)).second);
  return *this;
}

Environment& Environment::container(std::string name) {
  container_ = std::move(name);
  return *this;
}

std::int32_t Environment::find_variable(std::string_view name) const noexcept {
  const auto found = variables_by_name_.find(name);
  return found == variables_by_name_.end() ? -1 : found->second;
}

const Function* Environment::find_function(std::string_view name) const noexcept {
  const auto found = functions_.find(name);
  return found == functions_.end() ? nullptr : &found->second;
}

const Type* Environment::find_type(std::string_view name) noexcept {
  const auto found = types().find(name);
  return found == types().end() ? nullptr : &found->second;
}

std::vector<std::string> Environment::candidates(std::string_view name) const {
  if (name.starts_with('.')) return {std::string(name.substr(1))};
  std::vector<std::string> all;
  for (std::string around = container_; !around.empty();) {
    all.push_back(around + "." + std::string(name));
    const auto point = around.rfind('.');
    around.resize(point == around.npos ? 0 : point);
  }
  all.emplace_back(name);
  return all;
}

}  // namespace sangam::expression
