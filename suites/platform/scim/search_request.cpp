#include "suites/platform/scim/search_request.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/scalars.h"
#include "kernel/http/target.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::int64_t kStartMost = 10'000'000;

// The members as texts; empty where nothing was said.
struct Said {
  std::string attributes, excluded, filter, sort_by, sort_order, start, count;
};

std::int64_t number_of(const std::string& text, std::string_view name, std::int64_t usual,
                       std::int64_t least, std::int64_t most) {
  if (text.empty()) return usual;
  std::int64_t number = 0;
  if (Scalar<std::int64_t>::parse(text, number))
    throw invalid_value(std::string(name) + " must be a whole number.");
  return std::clamp(number, least, most);
}

SearchRequest search_of(const Said& said) {
  SearchRequest search;
  search.projection = Projection::read(said.attributes, said.excluded);
  auto& query = search.query;
  if (!said.filter.empty()) {
    auto filter = parse_filter(said.filter);
    if (!filter)
      throw invalid_filter(filter.error().reason + " (at character " +
                           std::to_string(filter.error().offset + 1) + ")");
    query.filter = std::move(*filter);
  }
  query.sort_by = said.sort_by;
  query.descending = http::equal_ignoring_case(said.sort_order, "descending");
  if (!query.descending && !said.sort_order.empty() &&
      !http::equal_ignoring_case(said.sort_order, "ascending"))
    throw invalid_value("sortOrder must be ascending or descending.");
  query.start = number_of(said.start, "startIndex", 1, 1, kStartMost);
  query.count = number_of(said.count, "count", ListQuery::kCountUsual, 0, ListQuery::kCountMost);
  return search;
}

// A text, a number as text, or a list of texts parted by commas.
std::string text_of(const json::object& body, std::string_view name) {
  const auto* value = find_member(body, name);
  if (!value || value->is_null()) return {};
  if (const auto* text = value->if_string()) return std::string(*text);
  if (value->is_number()) return json::serialize(*value);
  const auto* list = value->if_array();
  if (!list) throw invalid_syntax(std::string(name) + " is not what it must be.");
  std::string joined;
  for (const auto& one : *list) {
    if (!one.is_string()) throw invalid_syntax(std::string(name) + " must be a list of texts.");
    joined.append(joined.empty() ? "" : ",").append(std::string_view(one.get_string()));
  }
  return joined;
}

}  // namespace

SearchRequest read_search_query(const http::Request& request) {
  const auto value = [&](std::string_view name) {
    for (auto& parameter : request.query_parameters())
      if (http::equal_ignoring_case(parameter.name, name)) return parameter.value;
    return std::string();
  };
  return search_of({value("attributes"), value("excludedAttributes"), value("filter"),
                    value("sortBy"), value("sortOrder"), value("startIndex"), value("count")});
}

SearchRequest read_search_body(const json::value& body) {
  const auto* object = body.if_object();
  if (!object) throw invalid_syntax("A search is an object.");
  const auto value = [&](std::string_view name) { return text_of(*object, name); };
  return search_of({value("attributes"), value("excludedAttributes"), value("filter"),
                    value("sortBy"), value("sortOrder"), value("startIndex"), value("count")});
}

}  // namespace sangam::suites::platform::scim
