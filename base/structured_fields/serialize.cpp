#include "base/structured_fields/serialize.h"

#include <algorithm>

#include "base/base64.h"
#include "base/structured_fields/characters.h"
#include "base/text.h"

namespace sangam::structured_fields {

namespace {

constexpr std::int64_t kMostInteger = 999'999'999'999'999;

// Each adds to `out` and says whether it could.
class Writer {
 public:
  bool operator()(std::int64_t value) { return number(value); }
  bool operator()(Decimal value);
  bool operator()(const std::string& text);
  bool operator()(const Token& token);
  bool operator()(const Bytes& bytes);
  bool operator()(bool value);
  bool operator()(Date date);
  bool operator()(const DisplayText& text);

  bool item(const Item& item) { return bare(item.value) && parameters(item.parameters); }
  bool inner_list(const InnerList& list);
  bool member(const Member& member);
  bool list(const List& list);
  bool dictionary(const Dictionary& dictionary);
  bool bare(const BareItem& value) { return std::visit(*this, value); }

  explicit Writer(std::string& out) : out_(&out) {}

 private:
  bool number(std::int64_t value);
  bool key(const std::string& key);
  bool parameters(const Parameters& parameters);

  std::string* out_;
};

bool Writer::number(std::int64_t value) {
  if (value < -kMostInteger || value > kMostInteger) return false;
  *out_ += std::to_string(value);
  return true;
}

bool Writer::operator()(Decimal value) {
  if (value.thousandths < -kMostInteger || value.thousandths > kMostInteger) return false;
  const auto magnitude = value.thousandths < 0 ? -value.thousandths : value.thousandths;
  auto fraction = std::to_string(1'000 + magnitude % 1'000).substr(1);
  while (fraction.size() > 1 && fraction.ends_with('0'))
    fraction.pop_back();
  if (value.thousandths < 0) *out_ += '-';
  *out_ += std::to_string(magnitude / 1'000) + '.' + fraction;
  return true;
}

bool Writer::operator()(const std::string& text) {
  if (!std::ranges::all_of(text, is_visible_or_blank)) return false;
  *out_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') *out_ += '\\';
    *out_ += c;
  }
  *out_ += '"';
  return true;
}

bool Writer::operator()(const Token& token) {
  if (token.text.empty() || !begins_token(token.text.front()) ||
      !std::ranges::all_of(token.text, continues_token))
    return false;
  *out_ += token.text;
  return true;
}

bool Writer::operator()(const Bytes& bytes) {
  *out_ += ':' + to_base64(bytes.bytes) + ':';
  return true;
}

bool Writer::operator()(bool value) {
  *out_ += value ? "?1" : "?0";
  return true;
}

bool Writer::operator()(Date date) {
  *out_ += '@';
  return number(date.seconds);
}

bool Writer::operator()(const DisplayText& text) {
  if (!utf8_length(text.text)) return false;
  constexpr std::string_view kDigits = "0123456789abcdef";
  *out_ += "%\"";
  for (const char c : text.text) {
    if (is_visible_or_blank(c) && c != '%' && c != '"') {
      *out_ += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    *out_ += '%';
    *out_ += kDigits[byte >> 4U];
    *out_ += kDigits[byte & 15U];
  }
  *out_ += '"';
  return true;
}

bool Writer::key(const std::string& key) {
  if (key.empty() || !begins_key(key.front()) || !std::ranges::all_of(key, continues_key))
    return false;
  *out_ += key;
  return true;
}

bool Writer::parameters(const Parameters& parameters) {
  return std::ranges::all_of(parameters, [this](const auto& one) {
    *out_ += ';';
    if (!key(one.first)) return false;
    if (const bool* flag = std::get_if<bool>(&one.second); flag && *flag) return true;
    *out_ += '=';
    return bare(one.second);
  });
}

bool Writer::inner_list(const InnerList& list) {
  *out_ += '(';
  for (const auto& one : list.items) {
    if (&one != list.items.data()) *out_ += ' ';
    if (!item(one)) return false;
  }
  *out_ += ')';
  return parameters(list.parameters);
}

bool Writer::member(const Member& member) {
  const auto* inner = std::get_if<InnerList>(&member);
  return inner ? inner_list(*inner) : item(std::get<Item>(member));
}

bool Writer::list(const List& list) {
  for (const auto& one : list) {
    if (&one != list.data()) *out_ += ", ";
    if (!member(one)) return false;
  }
  return true;
}

bool Writer::dictionary(const Dictionary& dictionary) {
  for (const auto& one : dictionary) {
    if (&one != dictionary.data()) *out_ += ", ";
    if (!key(one.first)) return false;
    const auto* value = std::get_if<Item>(&one.second);
    const bool* flag = value ? std::get_if<bool>(&value->value) : nullptr;
    if (flag && *flag) {
      if (!parameters(value->parameters)) return false;
      continue;
    }
    *out_ += '=';
    if (!member(one.second)) return false;
  }
  return true;
}

template <class Write>
std::optional<std::string> written(Write write) {
  std::string out;
  Writer writer(out);
  if (!write(writer)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> serialize(const BareItem& value) {
  return written([&](Writer& writer) { return writer.bare(value); });
}

std::optional<std::string> serialize(const Item& item) {
  return written([&](Writer& writer) { return writer.item(item); });
}

std::optional<std::string> serialize(const InnerList& list) {
  return written([&](Writer& writer) { return writer.inner_list(list); });
}

std::optional<std::string> serialize(const Member& member) {
  return written([&](Writer& writer) { return writer.member(member); });
}

std::optional<std::string> serialize(const List& list) {
  return written([&](Writer& writer) { return writer.list(list); });
}

std::optional<std::string> serialize(const Dictionary& dictionary) {
  return written([&](Writer& writer) { return writer.dictionary(dictionary); });
}

}  // namespace sangam::structured_fields
