#include "suites/platform/approvals/json_value.h"

#include <boost/json/value.hpp>

#include "base/assert.h"
#include "kernel/api/json_document.h"

namespace sangam::suites::platform::approvals {

namespace {

using expression::Value;

// As deep as a document may be: JsonDocument::kMaxDepth.
Value convert(const boost::json::value& json) {
  switch (json.kind()) {
    case boost::json::kind::null:
      return {};
    case boost::json::kind::bool_:
      return json.get_bool();
    case boost::json::kind::int64:
      return json.get_int64();
    case boost::json::kind::uint64:
      return json.get_uint64();
    case boost::json::kind::double_:
      return json.get_double();
    case boost::json::kind::string:
      return std::string_view(json.get_string());
    case boost::json::kind::array: {
      std::vector<Value> elements;
      for (const auto& element : json.get_array())
        elements.push_back(convert(element));
      return Value::list(std::move(elements));
    }
    case boost::json::kind::object: {
      std::vector<std::pair<Value, Value>> entries;
      for (const auto& [name, value] : json.get_object())
        entries.emplace_back(std::string_view(name), convert(value));
      return Value::map(std::move(entries));
    }
  }
  SANGAM_ASSERT(!"a kind of the enumeration");
}

}  // namespace

expression::Value value_of_json(std::string_view json) {
  const auto document = api::JsonDocument::parse(json);
  SANGAM_ASSERT(document);
  return convert(document->root());
}

}  // namespace sangam::suites::platform::approvals
