#include "engines/expression/value.h"

#include <algorithm>
#include <cmath>

namespace sangam::expression {

namespace {

bool may_be_key(const Value& value) {
  return value.is<bool>() || value.is<std::int64_t>() || value.is<std::uint64_t>() ||
         value.is<std::string>();
}

// Keys of maps: false < true < numbers < texts.
int key_class(const Value& key) { return key.is<bool>() ? 0 : key.is_number() ? 1 : 2; }

bool key_before(const Value& a, const Value& b) {
  if (key_class(a) != key_class(b)) return key_class(a) < key_class(b);
  return compare(a, b) == std::partial_ordering::less;
}

// Exactly, but that a double just beyond all integers is equal to those that round to it, as in
// other implementations of CEL.
template <class Integer>
std::partial_ordering compare_mixed(Integer integer, double number) {
  if (std::isnan(number)) return std::partial_ordering::unordered;
  constexpr double kEnd = std::is_signed_v<Integer> ? 0x1p63 : 0x1p64;
  constexpr double kBegin = std::is_signed_v<Integer> ? -0x1p63 : 0.0;
  if (number == kEnd) return static_cast<double>(integer) <=> number;
  if (number > kEnd) return std::partial_ordering::less;
  if (number < kBegin) return std::partial_ordering::greater;
  const auto whole = static_cast<Integer>(number);  // towards zero
  if (integer != whole) return integer <=> whole;
  return 0.0 <=> number - static_cast<double>(whole);
}

std::partial_ordering reverse(std::partial_ordering order) { return 0 <=> order; }

std::partial_ordering compare_numbers(std::int64_t a, std::uint64_t b) {
  return a < 0 ? std::partial_ordering::less : static_cast<std::uint64_t>(a) <=> b;
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  const auto* whole = a.get<std::int64_t>();
  const auto* natural = a.get<std::uint64_t>();
  const auto* number = a.get<double>();
  if (const auto* other = b.get<std::int64_t>()) {
    if (whole) return *whole <=> *other;
    return natural ? reverse(compare_numbers(*other, *natural))
                   : reverse(compare_mixed(*other, *number));
  }
  if (const auto* other = b.get<std::uint64_t>()) {
    if (whole) return compare_numbers(*whole, *other);
    return natural ? *natural <=> *other : reverse(compare_mixed(*other, *number));
  }
  const auto* other = b.get<double>();
  if (whole) return compare_mixed(*whole, *other);
  return natural ? compare_mixed(*natural, *other) : *number <=> *other;
}

template <class T>
bool both(const Value& a, const Value& b) {
  return a.is<T>() && b.is<T>();
}

bool equal_lists(const Value& a, const Value& b) {
  return std::ranges::equal(a.elements(), b.elements(), equal);
}

bool equal_maps(const Value& a, const Value& b) {
  if (a.entries().size() != b.entries().size()) return false;
  return std::ranges::all_of(a.entries(), [&](const auto& entry) {
    const auto* other = b.find(entry.first);
    return other && equal(entry.second, *other);
  });
}

bool equal_optionals(const Optional& a, const Optional& b) {
  if (!a.value || !b.value) return !a.value && !b.value;
  return equal(*a.value, *b.value);
}

}  // namespace

Value Value::list(std::vector<Value> elements) {
  return List{std::make_shared<const std::vector<Value>>(std::move(elements))};
}

Value Value::map(std::vector<std::pair<Value, Value>> entries) {
  for (const auto& [key, value] : entries)
    if (!may_be_key(key)) return failure("unsupported key type: " + key.type_name());
  std::ranges::sort(entries, key_before, &std::pair<Value, Value>::first);
  const auto twice = std::ranges::adjacent_find(
      entries, [](const auto& a, const auto& b) { return !key_before(a.first, b.first); });
  if (twice != entries.end()) return failure("a map has a repeated key");
  return Map{std::make_shared<const std::vector<std::pair<Value, Value>>>(std::move(entries))};
}

Value Value::present(Value value) {
  return Optional{std::make_shared<const Value>(std::move(value))};
}

const Value* Value::find(const Value& key) const {
  if (!may_be_key(key) && !key.is<double>()) return nullptr;
  const auto& all = entries();
  const auto found =
      std::ranges::lower_bound(all, key, key_before, &std::pair<Value, Value>::first);
  return found != all.end() && equal(found->first, key) ? &found->second : nullptr;
}

Kind Value::kind() const noexcept {
  constexpr Kind kKinds[] = {Kind::dynamic,   Kind::null,     Kind::boolean, Kind::integer,
                             Kind::natural,   Kind::floating, Kind::text,    Kind::bytes,
                             Kind::timestamp, Kind::duration, Kind::list,    Kind::map,
                             Kind::type,      Kind::optional};
  static_assert(std::size(kKinds) == std::variant_size_v<Variant>);
  return kKinds[variant_.index()];
}

std::string Value::type_name() const { return expression::type_name(kind()); }

std::string type_name(const Type& type) {
  switch (type.kind()) {
    case Kind::null:
      return "null_type";
    case Kind::timestamp:
      return "google.protobuf.Timestamp";
    case Kind::duration:
      return "google.protobuf.Duration";
    case Kind::list:
      return "list";
    case Kind::map:
      return "map";
    case Kind::type:
      return "type";
    case Kind::optional:
      return "optional_type";
    case Kind::record:
    case Kind::abstract:
    case Kind::parameter:
      return type.name();
    default:
      return type.str();
  }
}

bool equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  if (a.kind() != b.kind() || a.failed()) return false;
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return *a.get<bool>() == *b.get<bool>();
    case Kind::text:
      return *a.get<std::string>() == *b.get<std::string>();
    case Kind::bytes:
      return *a.get<Bytes>() == *b.get<Bytes>();
    case Kind::timestamp:
      return *a.get<Moment>() == *b.get<Moment>();
    case Kind::duration:
      return *a.get<Duration>() == *b.get<Duration>();
    case Kind::list:
      return equal_lists(a, b);
    case Kind::map:
      return equal_maps(a, b);
    case Kind::type:
      return type_name(*a.get<Type>()) == type_name(*b.get<Type>());
    case Kind::optional:
      return equal_optionals(*a.get<Optional>(), *b.get<Optional>());
    default:
      return false;
  }
}

std::optional<std::partial_ordering> compare(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (both<bool>(a, b)) return *a.get<bool>() <=> *b.get<bool>();
  if (both<std::string>(a, b)) return *a.get<std::string>() <=> *b.get<std::string>();
  if (both<Bytes>(a, b)) return a.get<Bytes>()->bytes <=> b.get<Bytes>()->bytes;
  if (both<Moment>(a, b)) return *a.get<Moment>() <=> *b.get<Moment>();
  if (both<Duration>(a, b)) return *a.get<Duration>() <=> *b.get<Duration>();
  return std::nullopt;
}

}  // namespace sangam::expression
