#include "kernel/mail/template.h"

#include <algorithm>

namespace sangam::mail {

namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

bool is_scalar(const Type& type) {
  return type.shape == Shape::optional ? is_scalar(*type.inner) : type.format != nullptr;
}

const Field* find_field(const Type& variables, std::string_view name) {
  const auto fields = variables.fields();
  const auto found = std::ranges::find(fields, name, &Field::name);
  if (found == fields.end())
    throw TemplateError("{{" + std::string(name) + "}} is no field of " +
                        std::string(variables.name));
  if (!is_scalar(*found->type))
    throw TemplateError("{{" + std::string(name) + "}} is no single value");
  return &*found;
}

void format_value(const Type& type, const void* value, std::string& out) {
  if (type.shape != Shape::optional) return type.format(value, out);
  if (const auto* inner = type.get(value)) format_value(*type.inner, inner, out);
}

// Safe between tags, and in attributes with quotes around them.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
}

}  // namespace

TemplateText::TemplateText(std::string_view text, const Type& variables, Escape escape)
    : escape_(escape) {
  while (true) {
    const auto open = text.find(kOpen);
    auto& piece = pieces_.emplace_back();
    piece.literal = text.substr(0, open);
    if (open == std::string_view::npos) return;
    text.remove_prefix(open + kOpen.size());
    const auto close = text.find(kClose);
    if (close == std::string_view::npos) throw TemplateError("a {{ has no }}");
    piece.field = find_field(variables, text.substr(0, close));
    text.remove_prefix(close + kClose.size());
  }
}

std::string TemplateText::render(const void* values) const {
  std::string out;
  std::string value;
  for (const auto& piece : pieces_) {
    out += piece.literal;
    if (!piece.field) continue;
    value.clear();
    format_value(*piece.field->type, piece.field->in(values), value);
    if (escape_ == Escape::html) append_escaped(out, value);
    else out += value;
  }
  return out;
}

TemplateBase::TemplateBase(std::string_view kind, const Type& variables, std::string_view subject,
                           std::string_view text, std::string_view html)
    : kind_(kind),
      subject_(subject, variables, Escape::none),
      text_(text, variables, Escape::none),
      html_(html, variables, Escape::html) {
  if (subject.empty() || text.empty()) throw TemplateError(kind_ + " needs a subject and a text");
}

Letter TemplateBase::render(Mailbox to, const void* values) const {
  return {.to = std::move(to),
          .subject = subject_.render(values),
          .text = text_.render(values),
          .html = html_.render(values)};
}

}  // namespace sangam::mail
