#pragma once

// Value: what an expression works with and results in.

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engines/expression/moment.h"
#include "engines/expression/type.h"

namespace sangam::expression {

class Value;

struct Null {
  friend bool operator==(Null, Null) = default;
};

// Why there is no value. It is handed on by whatever needs the value, but && and || may not need
// it.
struct Failure {
  std::string reason;  // for people
};

struct Bytes {
  std::string bytes;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// Shared, so that copies are cheap.
struct List {
  std::shared_ptr<const std::vector<Value>> elements;
};

// Sorted by key; no two keys are equal.
struct Map {
  std::shared_ptr<const std::vector<std::pair<Value, Value>>> entries;
};

struct Optional {
  std::shared_ptr<const Value> value;  // null: absent
};

// Immutable; any thread.
class Value {
 public:
  using Variant = std::variant<Failure, Null, bool, std::int64_t, std::uint64_t, double,
                               std::string, Bytes, Moment, Duration, List, Map, Type, Optional>;

  Value() : variant_(Null{}) {}
  template <class T>
    requires std::constructible_from<Variant, T&&> && (!std::same_as<std::remove_cvref_t<T>, Value>)
  Value(T&& value) : variant_(std::forward<T>(value)) {}
  Value(const char* text) : variant_(std::string(text)) {}
  Value(std::string_view text) : variant_(std::string(text)) {}

  static Value failure(std::string reason) { return Failure{std::move(reason)}; }
  static Value list(std::vector<Value> elements);
  // The failure names a key that comes twice or is no bool, int, uint or string.
  static Value map(std::vector<std::pair<Value, Value>> entries);
  static Value absent() { return Optional{}; }
  static Value present(Value value);

  bool failed() const noexcept { return std::holds_alternative<Failure>(variant_); }
  const std::string& reason() const { return std::get<Failure>(variant_).reason; }

  template <class T>
  const T* get() const noexcept {
    return std::get_if<T>(&variant_);
  }
  template <class T>
  bool is() const noexcept {
    return std::holds_alternative<T>(variant_);
  }
  bool is_number() const noexcept {
    return is<std::int64_t>() || is<std::uint64_t>() || is<double>();
  }
  const std::vector<Value>& elements() const { return *std::get<List>(variant_).elements; }
  const std::vector<std::pair<Value, Value>>& entries() const {
    return *std::get<Map>(variant_).entries;
  }
  // Of a map; null when it has no such key. Numbers of different types are the same key when they
  // are equal. O(log entries).
  const Value* find(const Value& key) const;

  // Without parameters: of a list, Kind::list. Of a failure, Kind::dynamic.
  Kind kind() const noexcept;
  // "int", "google.protobuf.Timestamp": as type() shows it.
  std::string type_name() const;

 private:
  Variant variant_;
};

// What a type is called as a value.
std::string type_name(const Type& type);

// Numbers are equal across types, NaN to nothing; values of other types are not equal.
bool equal(const Value& a, const Value& b);
// nullopt for types that have no order with each other.
std::optional<std::partial_ordering> compare(const Value& a, const Value& b);

}  // namespace sangam::expression
