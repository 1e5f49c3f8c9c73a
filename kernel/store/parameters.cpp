#include "kernel/store/parameters.h"

#include "base/assert.h"
#include "base/error.h"

namespace sangam::store {
namespace {

void append_quoted(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

// Reads one quoted element that begins after its quote; returns the position after the closing one,
// or npos.
std::size_t read_quoted(std::string_view literal, std::size_t at, std::string& out) {
  for (; at < literal.size(); ++at) {
    if (literal[at] == '"') return at + 1;
    if (literal[at] == '\\' && ++at == literal.size()) break;
    out += literal[at];
  }
  return std::string_view::npos;
}

// Stores one element; NULL needs a list of optionals.
bool append_element(const Type& list, bool null, std::string_view text, void* value) {
  void* element = list.append(value);
  const Type* type = list.inner;
  if (type->shape == Shape::optional) {
    if (null) return true;
    element = type->emplace(element);
    type = type->inner;
  }
  return !null && type->parse_sql && !type->parse_sql(text, element);
}

}  // namespace

void Parameters::add_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw Error(Code::invalid, "text may not contain the character U+0000");
  offsets_.push_back(static_cast<std::int64_t>(text_.size()));
  text_.append(text);
  text_ += '\0';
}

void Parameters::add_null() { offsets_.push_back(-1); }

void Parameters::add_value(const Type& type, const void* value) {
  if (type.shape == Shape::optional) {
    const void* inner = type.get(value);
    return inner ? add_value(*type.inner, inner) : add_null();
  }
  std::string text;
  if (type.shape == Shape::list) {
    format_array(type, value, text);
  } else {
    SANGAM_ASSERT(type.format_sql);  // scalars only: a described struct is several arguments
    type.format_sql(value, text);
  }
  add_text(text);
}

void Parameters::pointers(std::vector<const char*>& out) const {
  out.clear();
  for (const auto offset : offsets_)
    out.push_back(offset < 0 ? nullptr : text_.data() + offset);
}

void format_array(const Type& list, const void* value, std::string& out) {
  SANGAM_ASSERT(list.shape == Shape::list);
  out += '{';
  std::string text;
  const std::size_t count = list.size(value);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    const void* element = list.at(value, i);
    const Type* type = list.inner;
    if (type->shape == Shape::optional) {
      element = type->get(element);
      type = type->inner;
    }
    if (element == nullptr) {
      out += "NULL";
      continue;
    }
    SANGAM_ASSERT(type->format_sql);
    text.clear();
    type->format_sql(element, text);
    append_quoted(text, out);
  }
  out += '}';
}

bool parse_array(const Type& list, std::string_view literal, void* value) {
  if (literal.size() < 2 || literal.front() != '{' || literal.back() != '}') return false;
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::string text;
  std::size_t at = 0;
  while (at < body.size()) {
    text.clear();
    const bool quoted = body[at] == '"';
    if (quoted) {
      at = read_quoted(body, at + 1, text);
      if (at == std::string_view::npos) return false;
    } else {
      const std::size_t end = std::min(body.find(',', at), body.size());
      text = body.substr(at, end - at);
      at = end;
    }
    if (text.find('{') == 0 && !quoted) return false;  // a second dimension
    if (!append_element(list, !quoted && text == "NULL", text, value)) return false;
    if (at < body.size() && body[at++] != ',') return false;
  }
  return true;
}

}  // namespace sangam::store
