// Lists and maps: the index, in, size.

#include <algorithm>

#include "engines/expression/standard_library.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

// A whole number from any type of number, as an index may be; nullopt for others.
std::optional<std::int64_t> index_of(const Value& value) {
  if (const auto* whole = value.get<std::int64_t>()) return *whole;
  if (const auto* natural = value.get<std::uint64_t>())
    return *natural <= INT64_MAX ? std::optional(static_cast<std::int64_t>(*natural)) : -1;
  const auto* number = value.get<double>();
  if (!number || !(*number >= -0x1p62 && *number < 0x1p62)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(*number);
  return static_cast<double>(whole) == *number ? std::optional(whole) : std::nullopt;
}

// Null when there is none; `failure` says why.
const Value* find_element(const Value& container, const Value& key, Value& failure) {
  if (container.is<Map>()) {
    if (const auto* found = container.find(key)) return found;
    if (key.is<List>() || key.is<Map>() || key.is<Null>() || key.is<Bytes>())
      failure = Value::failure("unsupported key type: " + key.type_name());
    else failure = Value::failure("no such key");
    return nullptr;
  }
  const auto index = index_of(key);
  if (!container.is<List>() || !index) {
    const Value both[] = {container, key};
    failure = no_overload("_[_]", both);
    return nullptr;
  }
  const auto& elements = container.elements();
  if (*index >= 0 && *index < static_cast<std::int64_t>(elements.size()))
    return &elements[static_cast<std::size_t>(*index)];
  failure = Value::failure("index out of bounds");
  return nullptr;
}

// Of an optional, what it holds; null when that is absent.
const Value* unwrap(const Value& value) {
  const auto* wrapped = value.get<Optional>();
  return wrapped ? wrapped->value.get() : &value;
}

Value element(Arguments a) {
  const auto* container = unwrap(a[0]);
  if (!container) return Value::absent();
  Value failure;
  const auto* found = find_element(*container, a[1], failure);
  if (a[0].is<Optional>()) return found ? Value::present(*found) : Value::absent();
  return found ? *found : failure;
}

Value optional_element(Arguments a) {
  const auto* container = unwrap(a[0]);
  if (!container) return Value::absent();
  Value failure;
  const auto* found = find_element(*container, a[1], failure);
  if (found) return Value::present(*found);
  const bool possible = container->is<List>() || container->is<Map>();
  return possible ? Value::absent() : failure;
}

Value is_in(Arguments a) {
  if (a[1].is<Map>()) return a[1].find(a[0]) != nullptr;
  if (!a[1].is<List>()) return no_overload("_in_", a);
  return std::ranges::any_of(a[1].elements(), [&](const Value& one) { return equal(one, a[0]); });
}

Value size(Arguments a) {
  const auto whole = [](std::size_t count) { return Value(static_cast<std::int64_t>(count)); };
  if (const auto* text = a[0].get<std::string>()) return whole(count_characters(*text));
  if (const auto* bytes = a[0].get<Bytes>()) return whole(bytes->bytes.size());
  if (a[0].is<List>()) return whole(a[0].elements().size());
  if (a[0].is<Map>()) return whole(a[0].entries().size());
  return no_overload("size", a);
}

}  // namespace

std::vector<Function> container_functions() {
  const auto any = Type::parameter("T");
  const auto key = Type::parameter("K");
  const auto list = Type::list(any);
  const auto map = Type::map(key, any);
  const auto optional = Type::optional(any);
  std::vector<Overload> sizes;
  for (const bool member : {false, true})
    for (const auto& type : {Type(Kind::text), Type(Kind::bytes), list, map})
      sizes.push_back({{type}, Kind::integer, member});
  return {
      {"_[_]",
       {{{list, Kind::integer}, any},
        {{map, key}, any},
        {{Type::optional(list), Kind::integer}, optional},
        {{Type::optional(map), key}, optional}},
       element},
      {"_[?_]",
       {{{list, Kind::integer}, optional},
        {{map, key}, optional},
        {{Type::optional(list), Kind::integer}, optional},
        {{Type::optional(map), key}, optional}},
       optional_element},
      {"_in_", {{{any, list}, Kind::boolean}, {{key, map}, Kind::boolean}}, is_in},
      {"size", std::move(sizes), size},
  };
}

}  // namespace sangam::expression
