#include "suites/platform/access/model_rules.h"

#include "base/assert.h"
#include "engines/authorization/graph.h"

namespace sangam::suites::platform::access {

using authorization::Schema;

const std::string_view kBuiltInModel = R"(type user
type team
  relation member: [user, team#member]
)";

std::string_view text_of_model(std::string_view stored) {
  return stored.empty() ? kBuiltInModel : stored;
}

std::shared_ptr<const Schema> schema_of(std::string_view stored) {
  auto schema = Schema::parse(text_of_model(stored));
  SANGAM_ASSERT(schema.has_value());
  return std::move(*schema);
}

std::shared_ptr<const Schema> require_valid(std::string_view text) {
  auto schema = Schema::parse(text);
  if (!schema) {
    std::vector<FieldProblem> problems;
    for (const auto& fault : schema.error())
      problems.push_back({"/text", "model_invalid", authorization::to_text(fault, text)});
    throw Error{Code::invalid, "The model cannot be used.", std::move(problems)};
  }
  if (const auto fault =
          authorization::Graph::validate(**schema, {"team:any", "member", "user:any", {}}))
    throw invalid_field("/text", "model_incomplete",
                        "must have a type user, and a type team with a relation member that takes "
                        "user: the platform keeps its teams there");
  return std::move(*schema);
}

}  // namespace sangam::suites::platform::access
