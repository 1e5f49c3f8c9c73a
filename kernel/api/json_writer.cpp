#include "kernel/api/json_writer.h"

#include "base/json_text.h"

namespace sangam::api {

namespace {

void write_object(const Type& type, const void* value, std::string& out) {
  char separator = '{';
  for (const auto& field : type.fields()) {
    const auto* member = field.in(value);
    const auto* member_type = field.type;
    if (member_type->shape == Shape::optional) {
      member = member_type->get(member);
      member_type = member_type->inner;
      if (!member) continue;
    }
    out += separator;
    out += '"';
    out += field.name;
    out += "\":";
    write_json(*member_type, member, out);
    separator = ',';
  }
  out += separator == '{' ? "{}" : "}";
}

void write_list(const Type& type, const void* value, std::string& out) {
  out += '[';
  const auto size = type.size(value);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ',';
    write_json(*type.inner, type.at(value, i), out);
  }
  out += ']';
}

// The text form is "12.50 INR": the space parts the two members, and neither needs escapes.
void write_amount(const Type& type, const void* value, std::string& out) {
  out += "{\"amount\":\"";
  const auto start = out.size();
  type.format(value, out);
  out.replace(out.find(' ', start), 1, "\",\"asset\":\"");
  out += "\"}";
}

}  // namespace

void write_json(const Type& type, const void* value, std::string& out) {
  switch (type.shape) {
    case Shape::object:
      return write_object(type, value, out);
    case Shape::list:
      return write_list(type, value, out);
    case Shape::amount:
      return write_amount(type, value, out);
    case Shape::document:
    case Shape::boolean:
    case Shape::integer:
    case Shape::number:
      return type.format(value, out);
    case Shape::optional:
      if (const auto* inner = type.get(value)) write_json(*type.inner, inner, out);
      else out += "null";
      return;
    case Shape::text: {
      std::string text;
      type.format(value, text);
      return append_json_string(text, out);
    }
  }
}

}  // namespace sangam::api
