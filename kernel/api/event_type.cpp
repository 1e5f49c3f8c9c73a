#include "kernel/api/event_type.h"

#include <algorithm>
#include <stdexcept>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

namespace detail {

void read_event(std::string_view payload, const Type& type, void* value) {
  const auto document = JsonDocument::parse(payload);
  if (!document) throw std::runtime_error("the payload is not JSON: " + document.error().reason);
  Problems problems;
  read_json(document->root(), type, value, problems);
  std::erase_if(problems, [](const auto& problem) { return problem.code == "unknown_field"; });
  if (!problems.empty())
    throw std::runtime_error("the payload: " + problems.front().pointer + " " +
                             problems.front().detail);
}

std::string write_event(const Type& type, const void* value) {
  std::string text;
  write_json(type, value, text);
  return text;
}

}  // namespace detail

std::string event_faults(const EventType& type, std::string_view payload) {
  try {
    type.check(payload);
    return {};
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

}  // namespace sangam::api
