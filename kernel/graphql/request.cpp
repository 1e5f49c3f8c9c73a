#include "kernel/graphql/request.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <set>

#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;

constexpr std::size_t kHashLength = 64;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

api::JsonDocument parse(std::string_view text, const std::string& what) {
  auto document = api::JsonDocument::parse(text);
  if (!document)
    throw Error{Code::malformed, what + ", at byte " + std::to_string(document.error().offset) +
                                     ", " + document.error().reason + "."};
  return std::move(*document);
}

bool is_hash(std::string_view text) {
  return text.size() == kHashLength && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// Reads members, and notes those of a wrong type.
class Reader {
 public:
  explicit Reader(Request& request) : request_(request) {}

  void read(std::string_view name, const json::value& value) {
    if (value.is_null()) return;
    if (name == "query") read_text("/query", value, request_.query);
    else if (name == "operationName") read_text("/operationName", value, request_.operation_name);
    else if (name == "variables") read_variables(value);
    else if (name == "extensions") read_extensions(value);
  }

  void finish() {
    if (problems_.empty() && request_.query.empty() && request_.persisted.empty())
      problems_.push_back({"/query", "required", "is required"});
    if (problems_.empty()) return;
    const auto& first = problems_.front();
    auto detail = first.pointer + " " + first.detail + ".";
    throw Error{Code::invalid, std::move(detail), std::move(problems_)};
  }

 private:
  void wrong_type(std::string pointer, const char* detail) {
    problems_.push_back({std::move(pointer), "wrong_type", detail});
  }
  void read_text(const char* pointer, const json::value& value, std::string& text) {
    if (value.is_string()) text = view(value.get_string());
    else wrong_type(pointer, "must be a string");
  }
  void read_variables(const json::value& value) {
    if (value.is_object()) request_.variables = value_of(value);
    else wrong_type("/variables", "must be an object");
  }
  void read_extensions(const json::value& value) {
    if (!value.is_object()) return wrong_type("/extensions", "must be an object");
    const auto* persisted = value.get_object().if_contains("persistedQuery");
    if (!persisted || persisted->is_null()) return;
    const auto* members = persisted->if_object();
    const auto* hash = members ? members->if_contains("sha256Hash") : nullptr;
    const auto* version = members ? members->if_contains("version") : nullptr;
    if (!version || version->if_int64() == nullptr || version->get_int64() != 1)
      return wrong_type("/extensions/persistedQuery/version", "must be 1");
    if (!hash || !hash->is_string() || !is_hash(view(hash->get_string())))
      return wrong_type("/extensions/persistedQuery/sha256Hash",
                        "must be 64 lower-case hexadecimal digits");
    request_.persisted = view(hash->get_string());
  }

  Request& request_;
  api::Problems problems_;
};

}  // namespace

Request read_request(std::string_view text) { return read_request(parse(text, "The body").root()); }

Request read_request(const json::value& value) {
  const auto* object = value.if_object();
  if (!object) throw Error{Code::malformed, "A request is one JSON object."};
  Request request;
  Reader reader(request);
  for (const auto& member : *object)
    reader.read({member.key().data(), member.key().size()}, member.value());
  reader.finish();
  return request;
}

Request read_request(std::span<const http::QueryParameter> parameters) {
  Request request;
  Reader reader(request);
  std::set<std::string_view> seen;
  for (const auto& [name, text] : parameters) {
    if (!seen.insert(name).second)
      throw Error{Code::malformed, "The parameter \"" + name + "\" is given twice."};
    const bool is_json = name == "variables" || name == "extensions";
    if (is_json && !text.empty()) reader.read(name, parse(text, "?" + name).root());
    else if (!is_json) reader.read(name, json::value(text));
  }
  reader.finish();
  return request;
}

// Recurses as deep as JsonDocument lets documents be.
graphql::Value value_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return {};
    case json::kind::bool_:
      return value.get_bool();
    case json::kind::int64:
      return value.get_int64();
    case json::kind::uint64:
      return static_cast<double>(value.get_uint64());
    case json::kind::double_:
      return value.get_double();
    case json::kind::string:
      return std::string(view(value.get_string()));
    case json::kind::array: {
      graphql::Value::List list;
      for (const auto& item : value.get_array())
        list.push_back(value_of(item));
      return list;
    }
    case json::kind::object: {
      graphql::Value::Object object;
      for (const auto& member : value.get_object())
        object.push_back({std::string(member.key()), value_of(member.value())});
      return object;
    }
  }
  return {};
}

}  // namespace sangam::graphql_door
