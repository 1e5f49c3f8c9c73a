#include "kernel/api/json_reader.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <charconv>

namespace sangam::api {

namespace json = boost::json;

namespace {

class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

  void read(const json::value& json, const Type& type, void* value) {
    switch (type.shape) {
      case Shape::optional:
        if (!json.is_null()) read(json, *type.inner, type.emplace(value));
        return;
      case Shape::object:
        return read_object(json, type, value, {});
      case Shape::document:
        return wrong_type("left out: it is for replies");
      case Shape::list:
        return read_list(json, type, value);
      case Shape::amount:
        return read_amount(json, type, value);
      case Shape::text:
        return read_string(json, type, value);
      case Shape::boolean:
        if (!json.is_bool()) return wrong_type("true or false");
        return accept(type.parse(json.get_bool() ? "true" : "false", value));
      case Shape::integer:
        return read_integer(json, type, value);
      case Shape::number:
        return read_number(json, type, value);
    }
  }

  void read_object(const json::value& json, const Type& type, void* value,
                   std::span<const std::string_view> skip) {
    const auto* object = json.if_object();
    if (!object) return wrong_type("an object");
    const auto fields = type.fields();
    std::size_t matched = 0;
    for (const auto& field : fields) {
      if (std::ranges::find(skip, field.name) != skip.end()) continue;
      const auto* member = object->if_contains(field.name);
      if (member) ++matched;
      const Step step(*this, field.name);
      if (member) read(*member, *field.type, field.in(value));
      else if (field.required()) report("required", "is required");
    }
    if (matched < object->size()) report_unknown(*object, fields, skip);
  }

 private:
  // One level of the pointer, undone at the end of the scope. Building it only appends to a string
  // that lives as long as the reader.
  struct Step {
    Step(Reader& reader, std::string_view name) : reader(reader), length(reader.pointer_.size()) {
      reader.pointer_ += '/';
      for (const char c : name) {
        if (c == '~') reader.pointer_ += "~0";
        else if (c == '/') reader.pointer_ += "~1";
        else reader.pointer_ += c;
      }
    }
    ~Step() { reader.pointer_.resize(length); }
    Reader& reader;
    std::size_t length;
  };

  void report(std::string_view code, std::string detail) {
    if (problems_.size() < kMaxProblems)
      problems_.push_back({pointer_, std::string(code), std::move(detail)});
  }
  void accept(Verdict verdict) {
    if (verdict) report(verdict->code, std::move(verdict->detail));
  }
  void wrong_type(std::string_view expected) {
    report("wrong_type", "must be " + std::string(expected));
  }

  void report_unknown(const json::object& object, std::span<const Field> fields,
                      std::span<const std::string_view> skip) {
    for (const auto& member : object) {
      const std::string_view name(member.key().data(), member.key().size());
      const bool known = std::ranges::find(fields, name, &Field::name) != fields.end() &&
                         std::ranges::find(skip, name) == skip.end();
      const Step step(*this, name);
      if (!known) report("unknown_field", "is not a field of this request");
    }
  }

  void read_list(const json::value& json, const Type& type, void* value) {
    const auto* array = json.if_array();
    if (!array) return wrong_type("a list");
    if (static_cast<std::int64_t>(array->size()) > type.max_items)
      return report("too_long", "must have at most " + std::to_string(type.max_items) + " items");
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Step step(*this, std::to_string(i));
      read((*array)[i], *type.inner, type.append(value));
    }
  }

  void read_amount(const json::value& json, const Type& type, void* value) {
    const auto* object = json.if_object();
    if (!object) return wrong_type("an object with amount and asset");
    std::string text;
    for (const auto name : {"amount", "asset"}) {
      const Step step(*this, name);
      const auto* member = object->if_contains(name);
      if (!member) report("required", "is required");
      else if (!member->is_string()) wrong_type("a string: numbers lose digits");
      else text.append(text.empty() ? "" : " ").append(member->get_string());
      if (!member || !member->is_string()) return;
    }
    if (object->size() > 2) return report("unknown_field", "has members beside amount and asset");
    if (object->at("amount").get_string().find(' ') != json::string::npos) {
      const Step step(*this, "amount");
      return report("not_an_amount", "must be a decimal such as \"1234.50\", without spaces");
    }
    if (auto verdict = type.parse(text, value)) {
      const Step step(*this, verdict->code == "not_an_asset" ? "asset" : "amount");
      report(verdict->code, std::move(verdict->detail));
    }
  }

  void read_string(const json::value& json, const Type& type, void* value) {
    const auto* string = json.if_string();
    if (!string) return wrong_type("a string");
    accept(type.parse(std::string_view(string->data(), string->size()), value));
  }

  void read_integer(const json::value& json, const Type& type, void* value) {
    char digits[24];
    char* end = nullptr;
    if (json.is_int64()) end = std::to_chars(digits, digits + sizeof digits, json.get_int64()).ptr;
    else if (json.is_uint64())
      end = std::to_chars(digits, digits + sizeof digits, json.get_uint64()).ptr;
    else return wrong_type("a whole number");
    accept(type.parse(std::string_view(digits, static_cast<std::size_t>(end - digits)), value));
  }

  void read_number(const json::value& json, const Type& type, void* value) {
    if (!json.is_number()) return wrong_type("a number");
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, json.to_number<double>()).ptr;
    accept(type.parse(std::string_view(digits, static_cast<std::size_t>(end - digits)), value));
  }

  Problems& problems_;
  std::string pointer_;
};

}  // namespace

void read_json(const json::value& json, const Type& type, void* value, Problems& problems,
               std::span<const std::string_view> skip) {
  Reader reader(problems);
  if (type.shape == Shape::object) reader.read_object(json, type, value, skip);
  else reader.read(json, type, value);
}

void read_text(std::string_view text, const Type& type, void* value, const std::string& pointer,
               Problems& problems) {
  if (type.shape == Shape::optional)
    return read_text(text, *type.inner, type.emplace(value), pointer, problems);
  if (type.shape == Shape::list)
    return read_text(text, *type.inner, type.append(value), pointer, problems);
  Verdict verdict = type.parse ? type.parse(text, value)
                               : Verdict(Fault{"wrong_type", "must be given in the body"});
  if (verdict && problems.size() < kMaxProblems)
    problems.push_back({pointer, std::string(verdict->code), std::move(verdict->detail)});
}

}  // namespace sangam::api
