#include "kernel/saga/data.h"

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"

namespace sangam::saga {

std::expected<Data, std::string> Data::parse(DataType type, std::string_view json) {
  const auto document = api::JsonDocument::parse(json);
  if (!document) return std::unexpected("not JSON: " + document.error().reason);
  Data data(type);
  api::Problems problems;
  api::read_json(document->root(), *type.type, data.value_.get(), problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!problems.empty())
    return std::unexpected(problems.front().pointer + " " + problems.front().detail);
  return data;
}

std::string Data::json() const {
  std::string text;
  api::write_json(*type_.type, value_.get(), text);
  return text;
}

}  // namespace sangam::saga
