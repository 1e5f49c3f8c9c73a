#include "apps/sangam/client/call_request.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "apps/sangam/client/nearest.h"
#include "kernel/api/request_fields.h"
#include "kernel/api/rest_handler.h"
#include "kernel/api/rest_input.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

using Fault = std::string;

// RFC 3986 §2.1: everything but unreserved characters.
std::string percent_encode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kMarks = "-._~";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kMarks.find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain) out += c;
    else out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

std::expected<json::value, Fault> number_value(const std::string& path, const std::string& text) {
  json::error_code error;
  auto value = json::parse(text, error);
  if (error || !value.is_number()) return std::unexpected("--" + path + " must be a number");
  return value;
}

std::expected<json::value, Fault> scalar_value(const Type& type, const std::string& path,
                                               const std::string& text) {
  switch (type.shape) {
    case Shape::boolean:
      if (text != "true" && text != "false")
        return std::unexpected("--" + path + " must be true or false");
      return json::value(text == "true");
    case Shape::integer:
    case Shape::number:
      return number_value(path, text);
    case Shape::amount: {
      const auto space = text.find(' ');
      if (space == std::string::npos)
        return std::unexpected("--" + path + " must be an amount such as \"12.50 INR\"");
      return json::object{{"amount", text.substr(0, space)}, {"asset", text.substr(space + 1)}};
    }
    case Shape::text:
      return json::value(text);
    case Shape::document:
    case Shape::object:
    case Shape::list:
    case Shape::optional:
      break;
  }
  return std::unexpected("--" + path + " has fields of its own: name one after a dot");
}

// Sets values in a JSON tree along paths of described types.
class BodyBuilder {
 public:
  explicit BodyBuilder(const FieldText& field) : path_(field.first), text_(field.second) {}

  std::expected<void, Fault> set(const Type& type, std::string_view rest, json::value& place) {
    const auto& bare = api::without_optional(type);
    if (bare.shape == Shape::list) return set_in_list(bare, rest, place);
    if (bare.shape == Shape::object && !rest.empty()) return set_in_object(bare, rest, place);
    if (!rest.empty()) return unknown();
    auto value = scalar_value(bare, path_, text_);
    if (!value) return std::unexpected(value.error());
    place = std::move(*value);
    return {};
  }

 private:
  std::expected<void, Fault> unknown() const {
    return std::unexpected("--" + path_ + " is not a field of this operation");
  }

  std::expected<void, Fault> set_in_object(const Type& type, std::string_view rest,
                                           json::value& place) {
    const auto name = rest.substr(0, rest.find('.'));
    const auto fields = type.fields();
    const auto field = std::ranges::find(fields, name, &Field::name);
    if (field == fields.end()) return unknown();
    if (!place.is_object()) place = json::object();
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    return set(*field->type, rest, place.get_object()[name]);
  }

  // "flags" adds an item; "transfers.0.amount" sets in one, which may be the next new one.
  std::expected<void, Fault> set_in_list(const Type& type, std::string_view rest,
                                         json::value& place) {
    if (!place.is_array()) place = json::array();
    auto& array = place.get_array();
    std::size_t index = array.size();
    if (!rest.empty()) {
      const auto digits = rest.substr(0, rest.find('.'));
      const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), index).ptr;
      if (digits.empty() || end != digits.data() + digits.size() || index > array.size())
        return std::unexpected("--" + path_ + " must number the items of a list from 0, in order");
      rest.remove_prefix(std::min(rest.size(), digits.size() + 1));
    }
    if (index == array.size()) array.emplace_back(nullptr);
    return set(*type.inner, rest, array[index]);
  }

  const std::string& path_;
  const std::string& text_;
};

class RequestBuilder {
 public:
  explicit RequestBuilder(const api::Operation& operation)
      : operation_(operation),
        places_(api::request_fields(operation)),
        path_(std::string(api::kApiPrefix) + operation.path) {}

  std::expected<void, Fault> start_body(const std::string& text) {
    if (text.empty()) return {};
    json::error_code error;
    auto value = json::parse(text, error);
    if (error || !value.is_object()) return std::unexpected("--json must be a JSON object");
    body_ = std::move(value.get_object());
    return {};
  }

  std::expected<void, Fault> add(const FieldText& field) {
    const auto name = std::string_view(field.first).substr(0, field.first.find('.'));
    const auto place = std::ranges::find_if(
        places_, [&](const api::RequestField& candidate) { return candidate.field->name == name; });
    if (place == places_.end())
      return std::unexpected("--" + field.first + " is not a field of " + operation_.name +
                             do_you_mean(name, field_names()));
    switch (place->place) {
      case api::Place::path:
        return put_into_path(field);
      case api::Place::query:
        query_.append(query_.empty() ? "?" : "&")
            .append(percent_encode(field.first))
            .append("=")
            .append(percent_encode(field.second));
        return {};
      case api::Place::body:
        break;
    }
    auto rest = std::string_view(field.first);
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    return BodyBuilder(field).set(*place->field->type, rest, body_[name]);
  }

  std::expected<PreparedRequest, Fault> finish() {
    for (const auto name : api::path_parameters(operation_.path))
      if (path_.find("{" + std::string(name) + "}") != std::string::npos)
        return std::unexpected("--" + std::string(name) + " is required: it is part of the path");
    PreparedRequest request{.method = std::string(http::name(operation_.method)),
                            .target = path_ + query_};
    if (api::takes_json_body(operation_)) request.body = json::serialize(body_);
    return request;
  }

 private:
  std::vector<std::string> field_names() const {
    std::vector<std::string> names;
    for (const auto& place : places_)
      names.emplace_back(place.field->name);
    return names;
  }

  std::expected<void, Fault> put_into_path(const FieldText& field) {
    const auto mark = "{" + field.first + "}";
    const auto at = path_.find(mark);
    if (at == std::string::npos) return std::unexpected("--" + field.first + " is given twice");
    if (field.second.empty()) return std::unexpected("--" + field.first + " must not be empty");
    path_.replace(at, mark.size(), percent_encode(field.second));
    return {};
  }

  const api::Operation& operation_;
  std::vector<api::RequestField> places_;
  std::string path_;
  std::string query_;
  json::object body_;
};

}  // namespace

std::expected<PreparedRequest, std::string> prepare_request(const api::Operation& operation,
                                                            std::span<const FieldText> fields,
                                                            const std::string& json) {
  RequestBuilder builder(operation);
  if (auto started = builder.start_body(json); !started) return std::unexpected(started.error());
  for (const auto& field : fields)
    if (auto added = builder.add(field); !added) return std::unexpected(added.error());
  return builder.finish();
}

}  // namespace sangam::apps::client
