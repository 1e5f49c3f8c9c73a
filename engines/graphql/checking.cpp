#include "engines/graphql/checking.h"

#include <algorithm>
#include <ranges>

namespace sangam::graphql {

namespace {

// Longer names are neither shown whole nor compared.
constexpr std::size_t kMostShown = 60;
constexpr std::size_t kMostCompared = 40;
constexpr std::size_t kMostLocations = 8;

// How many letters must be changed, added or taken away. O(bytes of a x bytes of b).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t n = 0; n <= b.size(); ++n)
    row[n] = n;
  for (std::size_t m = 0; m < a.size(); ++m) {
    auto diagonal = row[0];
    row[0] = m + 1;
    for (std::size_t n = 0; n < b.size(); ++n) {
      const auto replaced = diagonal + (a[m] == b[n] ? 0 : 1);
      diagonal = row[n + 1];
      row[n + 1] = std::min({replaced, row[n] + 1, row[n + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Checking::Checking(const Schema& schema, const Document& document, const ValidationOptions& options)
    : schema(schema),
      document(document),
      options(options),
      meanings(document.selection_count()),
      operation_uses(document.operations().size()),
      fragment_uses(document.fragments().size()),
      locator_(document.text()),
      steps_left_(options.steps) {}

void Checking::report(Rule rule, std::string message, std::initializer_list<Position> positions) {
  report(rule, std::move(message), std::vector<Position>(positions));
}

void Checking::report(Rule rule, std::string message, const std::vector<Position>& positions) {
  if (stopped_) return;
  Problem problem{.rule = rule, .message = std::move(message), .locations = {}};
  for (const auto position : positions | std::views::take(kMostLocations))
    problem.locations.push_back(locator_.locate(position));
  problems_.push_back(std::move(problem));
  stopped_ = problems_.size() >= options.problems;
}

bool Checking::spend(std::size_t steps) {
  if (!stopped_ && steps > steps_left_) {
    report(Rule::limit, "The document takes more work to check than is allowed.", {0});
    stopped_ = true;
  }
  if (stopped_) return false;
  steps_left_ -= steps;
  return true;
}

std::string quoted(std::string_view name) {
  if (name.size() <= kMostShown) return "'" + std::string(name) + "'";
  return "'" + std::string(name.substr(0, kMostShown)) + "…'";
}

std::string suggestion(std::string_view wrong, const std::vector<std::string_view>& names) {
  if (wrong.size() > kMostCompared) return {};
  std::string_view best;
  auto least = wrong.size() / 3 + 1;
  for (const auto name : names) {
    if (name.size() > kMostCompared) continue;
    const auto needed = distance(wrong, name);
    if (needed > least || (needed == least && !best.empty())) continue;
    least = needed;
    best = name;
  }
  return best.empty() ? std::string() : " Did you mean '" + std::string(best) + "'?";
}

std::vector<Problem> validate(const Schema& schema, const Document& document,
                              const ValidationOptions& options) {
  Checking checking(schema, document, options);
  check_operations(checking);
  check_selections(checking);
  check_fragments(checking);
  check_variables(checking);
  check_merging(checking);
  return checking.take_problems();
}

}  // namespace sangam::graphql
