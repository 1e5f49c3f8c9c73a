#include "engines/graphql/testing/broken_rules.h"

#include "engines/graphql/parse.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql::testing {

namespace {

std::vector<Problem> problems_of(std::string text, const ValidationOptions& options) {
  const auto document = parse(std::move(text));
  if (!document) return {document.error()};
  return validate(sample_schema(), *document, options);
}

}  // namespace

std::string broken_rules(std::string text, const ValidationOptions& options) {
  std::string all;
  for (const auto& problem : problems_of(std::move(text), options)) {
    if (!all.empty()) all += ", ";
    all += name(problem.rule);
    if (problem.locations.empty()) continue;
    const auto& at = problem.locations.front();
    all += " " + std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  return all.empty() ? "valid" : all;
}

std::string problem_messages(std::string text, const ValidationOptions& options) {
  std::string all;
  for (const auto& problem : problems_of(std::move(text), options))
    all += (all.empty() ? "" : "\n") + problem.message;
  return all;
}

}  // namespace sangam::graphql::testing
