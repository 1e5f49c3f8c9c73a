#include "suites/platform/access/models.h"

#include <fmt/format.h>

#include "engines/authorization/graph.h"
#include "suites/platform/access/model_rules.h"
#include "suites/platform/access/statements.h"

namespace sangam::suites::platform::access {

namespace {

struct ShapeRow {
  std::string tuple;
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(ShapeRow, (tuple, ""), (count, ""))

struct ConditionRow {
  std::string condition;
  std::string tuple;
  std::int64_t count = 0;
};
SANGAM_DESCRIBE(ConditionRow, (condition, ""), (tuple, ""), (count, ""))

// What the audit keeps of a change.
struct ModelChange {
  std::string text;
};
SANGAM_DESCRIBE(ModelChange, (text, ""))

constexpr std::size_t kProblemsMost = 50;

// Tuples of one sort stand or fall together, so one of each is tried.
class Compatibility {
 public:
  explicit Compatibility(const authorization::Schema& schema) : schema_(schema) {}

  void look(const std::string& text, const std::string& condition, std::int64_t count) {
    auto tuple = authorization::parse_tuple(text);
    if (!tuple || problems_.size() == kProblemsMost) return;
    tuple->condition = condition;
    if (const auto fault = authorization::Graph::validate(schema_, *tuple))
      problems_.push_back({"/text", "tuples_invalid",
                           fmt::format("would make {} impossible, {}: {}",
                                       count == 1 ? "a tuple" : fmt::format("{} tuples", count),
                                       count == 1 ? text : "like " + text, fault->detail)});
  }
  void require() {
    if (!problems_.empty())
      throw Error{Code::invalid, "There are tuples that this model does not allow.",
                  std::move(problems_)};
  }

 private:
  const authorization::Schema& schema_;
  std::vector<FieldProblem> problems_;
};

AccessModelText shown(const std::optional<ModelRow>& row) {
  if (!row) return {std::string(kBuiltInModel), 0, 0, std::nullopt};
  return {std::string(text_of_model(row->text)), row->version, row->tuples, row->changed_at};
}

}  // namespace

Verdict ModelText::parse(std::string_view text, ModelText& value) {
  const auto length = utf8_length(text);
  if (!length) return Fault{"invalid_utf8", "is not valid UTF-8"};
  if (text.empty()) return Fault{"too_short", "is empty"};
  if (text.size() > 65'536) return Fault{"too_long", "has more than 65536 bytes"};
  if (text.contains('\0')) return Fault{"invalid_character", "has a zero byte"};
  value.value_ = text;
  return std::nullopt;
}

Task<AccessModelText> Models::get(api::Call& call, Nothing) {
  co_return shown(co_await call.row<ModelRow>(kReadModel));
}

Task<AccessModelText> Models::set(api::Call& call, SetModel request) {
  const auto schema = require_valid(request.text.str());
  auto model = co_await call.row<ModelRow>(kBumpModel, call.system_time());
  Compatibility compatibility(*schema);
  for (const auto& row : co_await call.rows<ShapeRow>(kTupleShapes))
    compatibility.look(row.tuple, {}, row.count);
  for (const auto& row : co_await call.rows<ConditionRow>(kTupleConditions))
    compatibility.look(row.tuple, row.condition, row.count);
  compatibility.require();
  call.later(kSetModel, request.text.str());
  call.set_target("model");
  call.because(request.reason);
  call.changed(ModelChange{std::string(text_of_model(model->text))},
               ModelChange{request.text.str()});
  call.after_commit([&graphs = graphs_, tenant = call.tenant().number, version = model->version] {
    graphs.committed(tenant, version);
  });
  model->text = request.text.str();
  co_return shown(model);
}

}  // namespace sangam::suites::platform::access
